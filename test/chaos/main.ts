import { parseArgs } from "node:util";
import { dieAtEveryMoment, SUBJECTS } from "./every-death";
import { runChaos } from "./run-chaos";

// The local X makes its own certificate; nothing but loopback addresses is reached.
process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
process.removeAllListeners("warning");

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    deaths: { type: "boolean", default: false },
  },
});
if (values.deaths) process.exit(await tryEveryDeath());
const startedMs = performance.now();
const { runs, jobs, deaths, ends, asked, posts, duplicates, lost, failures } = await runChaos(
  Number(values.seed),
  Number(values.runs),
  (seed, problems) => {
    if (problems.length > 0) console.log(`seed ${seed}: ${problems.join("; ")}`);
  },
);
const seconds = Math.round((performance.now() - startedMs) / 1000);
console.log(`${runs} runs in ${seconds} s: ${jobs} jobs, ${deaths} deaths of the worker`);
console.log(`came to rest: ${listCounts(ends)}`);
// The extension might have found what X showed; what it hid or never had, only a person can judge.
console.log(`asked whether it was posted, while X had it: ${listCounts(asked) || "never"}`);
console.log(`needless asks ${asked.get("shown") ?? 0}`);
console.log(`posts made  ${posts}`);
console.log(`duplicates  ${duplicates}`);
console.log(`lost jobs   ${lost}`);
console.log(`failures    ${failures.length}`);
for (const { seed } of failures) console.log(`  repeat with --seed ${seed} --runs 1`);
// Nothing that a dead worker left behind may keep the command from ending.
process.exit(failures.length === 0 ? 0 : 1);

/** Has the worker die at each moment of a post of each kind; resolves with how the command is to exit. */
async function tryEveryDeath(): Promise<number> {
  let failures = 0;
  for (const subject of SUBJECTS) {
    for (const at of ["before call", "after call", "stored change"] as const) {
      const { deaths, problems } = await dieAtEveryMoment(subject, at);
      failures += problems.length;
      console.log([`${subject}, ${at}: ${deaths} deaths`, ...problems].join("\n  "));
    }
  }
  return failures === 0 ? 0 : 1;
}

/** The most frequent first: "posted 12, asks 3". */
function listCounts(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a);
  return sorted.map(([name, count]) => `${name} ${count}`).join(", ");
}
