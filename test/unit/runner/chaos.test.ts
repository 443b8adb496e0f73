import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { buildFile } from "../../chaos/build-file";
import { Random } from "../../chaos/random";
import { runChaos } from "../../chaos/run-chaos";
import { runScenario } from "../../chaos/run-scenario";
import { type PlannedDeath, planScenario } from "../../chaos/scenario";

const MOMENTS: readonly PlannedDeath["at"][] = ["before call", "after call", "stored change"];

/** More moments than any of these jobs has. */
const MAX_MOMENTS = 40;

/** Publishes the files at once, and has the worker die at a moment of their way. */
function publishWithDeath(
  files: readonly Uint8Array<ArrayBuffer>[],
  at: PlannedDeath["at"],
  nth: number,
) {
  return runScenario({
    jobs: [
      { files, text: "The harbour", altText: "Boats at dawn", isReply: false, isPublished: true },
    ],
    clicks: [
      { afterEvents: 0, click: { kind: "publish", job: 0, isDouble: false, isLater: false } },
    ],
    faults: [],
    deaths: [{ at, operation: null, nth }],
    x: {},
  });
}

describe("a worker's death", () => {
  it.each(["image", "gif", "video", "four images"] as const)(
    "at any call or stored change of a post (%s) leads to exactly one post, and frees its bytes",
    async (kind) => {
      const random = new Random(1);
      const files =
        kind === "four images"
          ? random.times(4, (index) => buildFile("image", index + 1, random))
          : [buildFile(kind, 1, random)];
      for (const at of MOMENTS) {
        let deaths = 0;
        for (let nth = 1; nth <= MAX_MOMENTS; nth += 1) {
          const result = await publishWithDeath(files, at, nth);
          if (result.deaths === 0) break;
          deaths += 1;
          expect({ at, nth, ...result }).toMatchObject({ problems: [], posts: 1, duplicates: 0 });
        }
        expect(deaths).toBeGreaterThan(2);
        expect(deaths).toBeLessThan(MAX_MOMENTS);
      }
    },
    60_000,
  );
});

/** Files of megabytes are compared by what they hash to. */
const byHash = (_key: string, value: unknown): unknown =>
  value instanceof Uint8Array ? createHash("sha256").update(value).digest("hex") : value;

describe("chaos", () => {
  it("of faults, deaths and clicks loses nothing and posts nothing twice", async () => {
    expect(await runChaos(1, 15)).toMatchObject({ runs: 15, duplicates: 0, lost: 0, failures: [] });
  }, 60_000);

  it("is repeated by its seed", () => {
    const planOf = (seed: number) => JSON.stringify(planScenario(seed), byHash);
    expect(planOf(7)).toBe(planOf(7));
    expect(planOf(7)).not.toBe(planOf(8));
  });
});
