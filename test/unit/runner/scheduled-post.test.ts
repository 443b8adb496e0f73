import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDraft } from "../../../lib/commands/draft-commands";
import { schedulePost } from "../../../lib/commands/post-commands";
import { jobError } from "../../../lib/errors/job-error";
import { endOf } from "../../../lib/jobs/post-end";
import { MOST_LATE_MS } from "../../../lib/jobs/schedule";
import { listBusyPosts, getPost, updatePost } from "../../../lib/store/post-store";
import { getOpenDraftId, setOpenDraftId } from "../../../lib/store/open-draft-store";
import { stepPost } from "../../../lib/runner/run-post";
import { attachmentIn, IMAGE, postIn } from "../jobs/example-records";
import { buildJpeg } from "../media/build-jpeg";
import { freshDatabase, keep } from "../store/fresh-database";
import { forEveryAccount, never, scriptedX } from "../x/scripted-x";
import { IdleRunner } from "./idle-runner";
import { type JobWorld, startJobWorld } from "./job-world";

const AT_MS = 8_000_000;

/** One step by a clock that shows `nowMs`: what is due next, and the post. */
async function stepAt(nowMs: number) {
  const { connection, calls } = scriptedX();
  const effects = {
    x: forEveryAccount({ ...connection, now: () => nowMs }),
    wakeAttachment: () => {},
    random: () => 0,
    showDraft: (id: string) => setOpenDraftId(id),
  };
  const next = await stepPost("post", effects, never);
  return { next, post: await getPost("post"), calls };
}

describe("a scheduled post", () => {
  beforeEach(async () => {
    await freshDatabase();
    const picture = attachmentIn("ready", { media: IMAGE });
    await keep({ posts: [postIn("draft")], attachments: [picture] });
    await setOpenDraftId("post");
    await schedulePost("post", AT_MS, { runner: new IdleRunner(), now: () => 70_000 });
  });

  it("leaves the composer, and waits for its moment whatever the clock is set to before", async () => {
    expect(await getOpenDraftId()).toBeUndefined();
    for (const nowMs of [80_000, AT_MS - 1, 75_000]) {
      const { next, calls } = await stepAt(nowMs);
      expect(next).toEqual({ due: "later", atMs: AT_MS });
      expect(calls).toEqual([]);
    }
    expect((await listBusyPosts()).map(({ id }) => id)).toEqual(["post"]);
  });

  it.each([0, MOST_LATE_MS])("goes out %i ms after its moment", async (lateMs) => {
    const { next, post } = await stepAt(AT_MS + lateMs);
    expect(next).toEqual({ due: "now" });
    expect(post).toMatchObject({ state: "publishing", holdUntilMs: null });
  });

  it("asks instead when the browser was closed for too long, and is told of once", async () => {
    const { post } = await stepAt(AT_MS + MOST_LATE_MS + 1);
    expect(post).toMatchObject({ state: "scheduled", isMissed: true });
    expect(post && endOf(post)).toBe(`missed:${AT_MS}`);
    // Also when somebody sets the clock back.
    expect((await stepAt(AT_MS)).next).toEqual({ due: "never" });
    expect(await listBusyPosts()).toEqual([]);
    await updatePost("post", { type: "publish-requested", holdUntilMs: null }, 1);
    expect(await getPost("post")).toMatchObject({ state: "publishing" });
  });

  it.each([
    ["the network was away", { reason: "offline", attempts: 1 }],
    ["X had to be waited for", { reason: "retry", untilMs: AT_MS, attempts: 1 }],
  ] as const)("asks as well when %s for too long", async (_why, wait) => {
    await stepAt(AT_MS);
    const error = jobError("network", "post");
    await updatePost("post", { type: "waiting", wait: { untilMs: null, ...wait, error } }, AT_MS);
    const { post, calls } = await stepAt(AT_MS + MOST_LATE_MS + 1);
    expect(post).toMatchObject({ state: "scheduled", atMs: AT_MS, isMissed: true });
    expect(calls).toEqual([]);
  });

  it("asks as well when X has refused its call for so long", async () => {
    await stepAt(AT_MS);
    await updatePost("post", { type: "call-started", mediaIds: ["77"], userId: null }, AT_MS);
    const error = jobError("rate-limited", "post");
    const wait = { reason: "retry", untilMs: AT_MS, attempts: 1, error } as const;
    await updatePost("post", { type: "waiting", wait }, AT_MS);
    const { post } = await stepAt(AT_MS + MOST_LATE_MS + 1);
    expect(post).toMatchObject({ state: "scheduled", isMissed: true });
  });

  it("goes out unasked however late, once the person has said so", async () => {
    await stepAt(AT_MS + MOST_LATE_MS + 1);
    await updatePost("post", { type: "publish-requested", holdUntilMs: null }, AT_MS);
    const error = jobError("network", "post");
    const wait = { reason: "offline", untilMs: null, attempts: 1, error } as const;
    await updatePost("post", { type: "waiting", wait }, AT_MS);
    const { post } = await stepAt(AT_MS + 9 * MOST_LATE_MS);
    expect(post).toMatchObject({ state: "publishing", wait: null });
  });

  it("can be taken back into the composer", async () => {
    await openDraft("post", { runner: new IdleRunner(), now: () => 90_000 });
    expect(await getPost("post")).toMatchObject({ state: "draft", text: "A harbour" });
    expect(await getOpenDraftId()).toBe("post");
  });
});

describe("over the death of the worker", () => {
  let world: JobWorld;
  beforeEach(async () => {
    world = await startJobWorld();
  });
  afterEach(() => world.close());

  it("a scheduled post goes out once, at its moment, and until then no alarm rings every half minute", async () => {
    const id = await world.addFile(buildJpeg());
    const attachment = await world.attachmentReaches(id, "ready");
    const atMs = Date.now() + 3_600_000;
    const moments: number[] = [];
    world.onWakeUp((moment) => moments.push(moment));
    const control = { runner: world.runner, now: Date.now };
    await schedulePost(attachment.postId, atMs, control);
    await expect.poll(() => moments.length, { interval: 5 }).toBeGreaterThan(0);
    await expect.poll(() => world.watch.isOn, { interval: 5 }).toBe(false);
    expect(world.server.posts).toEqual([]);

    world.runner = world.startRunner();
    const { length } = moments;
    await world.runner.resumeAll();
    await expect.poll(() => moments.length, { interval: 5 }).toBeGreaterThan(length);
    expect(new Set(moments)).toEqual(new Set([atMs]));
    await updatePost(attachment.postId, { type: "returned-to-draft" }, Date.now());
    await schedulePost(attachment.postId, Date.now() + 50, {
      runner: world.runner,
      now: Date.now,
    });
    await world.postReaches(attachment.postId, "posted");
    expect(world.server.posts).toHaveLength(1);
    expect(world.crashes).toEqual([]);
  });
});
