import { parseArgs } from "node:util";
import { planThread } from "./plan-thread";
import { runThread, textOf } from "./run-thread";

// The local X makes its own certificate; nothing but loopback addresses is reached.
process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
process.removeAllListeners("warning");

const { values } = parseArgs({
  options: { runs: { type: "string", default: "100" }, seed: { type: "string", default: "1" } },
});
const first = Number(values.seed);
let deaths = 0;
let posts = 0;
let failures = 0;
for (let seed = first; seed < first + Number(values.runs); seed += 1) {
  const plan = planThread(seed);
  const result = await runThread(plan);
  const wanted = plan.pictures.map((_count, index) => textOf(index));
  deaths += result.deaths;
  posts += result.texts.length;
  const isWhole = result.texts.join("\n") === wanted.join("\n") && result.isChain;
  if (isWhole && result.problems.length === 0) continue;
  failures += 1;
  console.log(
    `seed ${seed}: ${result.texts.length} of ${wanted.length} posts; ${result.problems.join("; ")}`,
  );
}
console.log(
  `${values.runs} threads, ${posts} posts, ${deaths} deaths of the worker, ${failures} failures`,
);
// Nothing that a dead worker left behind may keep the command from ending.
process.exit(failures === 0 ? 0 : 1);
