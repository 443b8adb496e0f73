import { parseArgs } from "node:util";
import { runFuzz } from "./run-fuzz";
import { readSamples } from "./samples";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    /** A part of the names of formats; all of them unless told. */
    only: { type: "string", default: "" },
  },
});

/** Breaks the samples of each format in many ways, and prints what came of it. */
let isFine = true;
for (const [format, samples] of Object.entries(readSamples())) {
  if (!format.includes(values.only)) continue;
  const tally = await runFuzz(samples, Number(values.count), Number(values.seed));
  const outcomes = [...tally.outcomes].map(([outcome, times]) => `${times} ${outcome}`).join(", ");
  console.log(`${format}: ${outcomes}; slowest ${tally.slowestMs.toFixed(0)} ms`);
  for (const fault of tally.faults.slice(0, 10)) console.error(`  ${fault}`);
  isFine &&= tally.faults.length === 0 && tally.slowestMs < 1000;
}
process.exitCode = isFine ? 0 : 1;
