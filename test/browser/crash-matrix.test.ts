import { afterAll, beforeAll, describe, expect } from "vitest";
import { chooseCells } from "../crashes/choose-cells";
import { listCells, renderCrashTables, runCells, summarize } from "../crashes/crash-matrix";
import { type CrashWorld, startCrashWorld } from "../crashes/crash-world";
import { itOfAll } from "./some-of";

/** `npm run crash-matrix` runs all cells; here one of each kind of moment must do. */
const SEED = 1;

let world: CrashWorld;

beforeAll(async () => {
  world = await startCrashWorld();
});

afterAll(async () => {
  await world.close();
});

describe("a worker stopped at any moment", () => {
  itOfAll(
    "leaves one post with the right bytes, and little sent twice",
    { timeout: 240_000 },
    async () => {
      const all = await listCells(world);
      const cells = chooseCells(all, SEED);
      const results = await runCells(world, cells);
      const table = renderCrashTables(results);
      console.log(`\n${cells.length} of ${all.length} moments:\n${table}`);
      expect(table).not.toContain("UNEXPECTED");
      expect(summarize(results).isGood).toBe(true);
    },
  );
});
