import { describe, expect, it } from "vitest";
import { cancelPost, publishPost } from "../../../lib/commands/draft-commands";
import { newDraft } from "../../../lib/jobs/new-records";
import { createDraft, getPost } from "../../../lib/store/post-store";
import { planThread } from "../../chaos/plan-thread";
import { textOf } from "../../chaos/edit-thread";
import { runThread } from "../../chaos/run-thread";
import type { PlannedDeath } from "../../chaos/scenario";
import { startJobWorld } from "./job-world";

const THREE = { pictures: [2, 0, 1], faults: [], deaths: [], x: {} } as const;
const TEXTS = [0, 1, 2].map(textOf);

/** More moments than this thread has. */
const MAX_MOMENTS = 60;

describe("a thread", () => {
  it("goes out in order, each post as the answer to the one before, with pictures or words alone", async () => {
    expect(await runThread(THREE)).toEqual({
      deaths: 0,
      texts: TEXTS,
      wanted: TEXTS,
      isChain: true,
      asked: [],
      problems: [],
    });
  });

  it.each<PlannedDeath["at"]>(["before call", "after call", "stored change"])(
    "goes on with the next after a death at any %s, and posts none twice",
    async (at) => {
      let deaths = 0;
      for (let nth = 1; nth <= MAX_MOMENTS; nth += 1) {
        const result = await runThread({ ...THREE, deaths: [{ at, operation: null, nth }] });
        if (result.deaths === 0) break;
        deaths += 1;
        expect({ at, nth, ...result }).toMatchObject({ texts: TEXTS, isChain: true, problems: [] });
      }
      expect(deaths).toBeGreaterThan(3);
      expect(deaths).toBeLessThan(MAX_MOMENTS);
    },
    120_000,
  );

  it("stops where X refuses a post in the middle, and goes on after a retry", async () => {
    const refused = { operation: "createPost", fault: "HTTP 403", nth: 2, times: 1 } as const;
    const result = await runThread({ ...THREE, faults: [refused] });
    expect(result.asked).toHaveLength(1);
    expect(result).toMatchObject({ texts: TEXTS, isChain: true, problems: [] });
  });

  it("loses nothing, and posts nothing twice or in another order, whatever befalls it", async () => {
    for (let seed = 1; seed <= 8; seed += 1) {
      const plan = planThread(seed);
      const result = await runThread(plan);
      const texts = result.wanted;
      expect({ seed, ...result }).toMatchObject({ texts, isChain: true, problems: [] });
    }
  }, 60_000);

  it("needs no alarm while a post waits for one that has failed, and ends with it when that is given up", async () => {
    const world = await startJobWorld();
    try {
      const control = { runner: world.runner, now: Date.now };
      const head = newDraft(Date.now(), "primary", { text: "No picture: it is refused" });
      const next = { ...newDraft(Date.now(), "primary", { text: "Words" }), afterId: head.id };
      await createDraft(head);
      await createDraft(next);
      await publishPost(head.id, control);
      await world.postReaches(head.id, "failed");
      await expect.poll(() => world.watch.isOn, { interval: 5 }).toBe(false);
      expect(await getPost(next.id)).toMatchObject({ state: "publishing" });

      await cancelPost(head.id, control);
      await world.postReaches(next.id, "cancelled");
      expect(world.server.posts).toEqual([]);
      expect(world.crashes).toEqual([]);
    } finally {
      await world.close();
    }
  });

  it.each(["reset after", "reset before", "HTTP 500 after"] as const)(
    "whose middle call is lost (%s) is looked for before anything goes on",
    async (fault) => {
      const lost = { operation: "createPost", fault, nth: 2, times: 1 } as const;
      const result = await runThread({ ...THREE, faults: [lost] });
      expect(result).toMatchObject({ texts: TEXTS, isChain: true, problems: [] });
    },
    20_000,
  );
});
