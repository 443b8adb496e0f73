import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { dieAtEveryMoment, type Subject } from "../../chaos/every-death";
import { runChaos } from "../../chaos/run-chaos";
import { type PlannedDeath, planScenario } from "../../chaos/scenario";

const MOMENTS: readonly PlannedDeath["at"][] = ["before call", "after call", "stored change"];

describe("a worker's death", () => {
  // `npm run chaos -- --deaths` tries each moment of each.
  it.each<[Subject, number]>([
    ["image", 1],
    ["gif", 4],
    ["video", 4],
    ["four images", 5],
    ["scheduled image", 3],
  ])(
    "at any call or stored change of a post (%s) leads to exactly one post, and frees its bytes",
    async (subject, every) => {
      for (const at of MOMENTS) {
        const { deaths, problems } = await dieAtEveryMoment(subject, at, every);
        expect(problems).toEqual([]);
        expect(deaths).toBeGreaterThan(0);
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
    expect(await runChaos(1, 6)).toMatchObject({ runs: 6, duplicates: 0, lost: 0, failures: [] });
  }, 60_000);

  it("is repeated by its seed", () => {
    const planOf = (seed: number) => JSON.stringify(planScenario(seed), byHash);
    expect(planOf(7)).toBe(planOf(7));
    expect(planOf(7)).not.toBe(planOf(8));
  });
});
