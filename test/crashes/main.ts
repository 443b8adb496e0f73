import { parseArgs } from "node:util";
import buildExtension from "../browser/build-extension";
import { chooseCells } from "./choose-cells";
import { listCells, renderCrashTables, runCells, summarize } from "./crash-matrix";
import { startCrashWorld } from "./crash-world";

const { values } = parseArgs({ options: { seed: { type: "string" } } });
await buildExtension();
const startedMs = performance.now();
const world = await startCrashWorld();
const all = await listCells(world);
const cells = values.seed === undefined ? all : chooseCells(all, Number(values.seed));
let done = 0;
const results = await runCells(world, cells, () => {
  done += 1;
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${cells.length}`);
});
await world.close();
const seconds = Math.round((performance.now() - startedMs) / 1000);
const { unexpected, notReached, isGood } = summarize(results);
console.log(`\n${renderCrashTables(results)}\n`);
console.log(`${results.length} of ${all.length} moments in ${seconds} s`);
console.log(`not reached ${notReached}`);
console.log(`unexpected  ${unexpected}`);
process.exit(isGood ? 0 : 1);
