import { parseArgs } from "node:util";
import { planThread } from "./plan-thread";
import { runThread } from "./run-thread";

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
let edits = 0;
let twice = 0;
let lost = 0;
let misplaced = 0;
const asked = new Map<string, number>();
for (let seed = first; seed < first + Number(values.runs); seed += 1) {
  const plan = planThread(seed);
  const result = await runThread(plan);
  deaths += result.deaths;
  posts += result.texts.length;
  edits += plan.edits?.length ?? 0;
  for (const end of result.asked) asked.set(end, (asked.get(end) ?? 0) + 1);
  const { texts, wanted } = result;
  const isInOrder = texts.join("\n") === wanted.join("\n") && result.isChain;
  twice += texts.length - new Set(texts).size;
  lost += wanted.filter((text) => !texts.includes(text)).length;
  misplaced += isInOrder ? 0 : 1;
  if (isInOrder && result.problems.length === 0) continue;
  failures += 1;
  console.log(
    `seed ${seed}: ${texts.length} of ${wanted.length} posts; ${result.problems.join("; ")}`,
  );
}
console.log(
  `The person was asked: ${[...asked].map(([end, times]) => `${end} ${times}`).join(", ")}`,
);
console.log(
  `${values.runs} threads, ${edits} changes before they went out, ${posts} posts, ${deaths} deaths of the worker`,
);
console.log(
  `${twice} posts twice, ${lost} lost, ${misplaced} threads out of order, ${failures} failures`,
);
// Nothing that a dead worker left behind may keep the command from ending.
process.exit(failures === 0 ? 0 : 1);
