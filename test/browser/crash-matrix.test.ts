import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chooseCells } from "../crashes/choose-cells";
import { listCells, renderCrashTables, runCells, summarize } from "../crashes/crash-matrix";
import { type CrashWorld, startCrashWorld } from "../crashes/crash-world";
import { EVERY_CASE } from "./some-of";

/** `npm run crash-matrix` runs all cells; here one of each third kind of moment must do. */
const SEED = 1;
const KINDS_EACH = EVERY_CASE ? 1 : 3;

let world: CrashWorld;

beforeAll(async () => {
  world = await startCrashWorld();
});

afterAll(async () => {
  await world.close();
});

describe("a worker stopped at any moment", () => {
  it(
    "leaves one post with the right bytes, and little sent twice",
    { timeout: 240_000 },
    async () => {
      const all = await listCells(world);
      const cells = chooseCells(all, SEED).filter((_, index) => index % KINDS_EACH === 0);
      const results = await runCells(world, cells);
      const table = renderCrashTables(results);
      console.log(`\n${cells.length} of ${all.length} moments:\n${table}`);
      expect(table).not.toContain("UNEXPECTED");
      expect(summarize(results).isGood).toBe(true);
    },
  );
});
