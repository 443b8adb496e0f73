import { runScenario } from "./run-scenario";
import { planScenario } from "./scenario";

/** What many runs came to. */
export interface ChaosSummary {
  readonly runs: number;
  readonly jobs: number;
  readonly deaths: number;
  /** How often jobs came to rest in each way. */
  readonly ends: ReadonlyMap<string, number>;
  /** How often the person was asked whether a post was made, by what was at X. */
  readonly asked: ReadonlyMap<string, number>;
  readonly posts: number;
  readonly duplicates: number;
  readonly lost: number;
  /** Each failure with the seed that repeats it. */
  readonly failures: readonly { readonly seed: number; readonly problems: readonly string[] }[];
}

/** Runs the scenarios of consecutive seeds, one after another. */
export async function runChaos(
  firstSeed: number,
  runs: number,
  onRun: (seed: number, problems: readonly string[]) => void = () => {},
): Promise<ChaosSummary> {
  let summary: ChaosSummary = {
    runs: 0,
    jobs: 0,
    deaths: 0,
    ends: new Map(),
    asked: new Map(),
    posts: 0,
    duplicates: 0,
    lost: 0,
    failures: [],
  };
  for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
    const result = await runScenario(planScenario(seed));
    const { problems } = result;
    onRun(seed, problems);
    summary = {
      runs: summary.runs + 1,
      jobs: summary.jobs + result.jobs,
      deaths: summary.deaths + result.deaths,
      ends: countInto(summary.ends, result.ends),
      asked: countInto(summary.asked, result.asked),
      posts: summary.posts + result.posts,
      duplicates: summary.duplicates + result.duplicates,
      lost: summary.lost + result.lost,
      failures:
        problems.length === 0 ? summary.failures : [...summary.failures, { seed, problems }],
    };
  }
  return summary;
}

function countInto(counts: ReadonlyMap<string, number>, names: readonly string[]) {
  const sums = new Map(counts);
  for (const name of names) sums.set(name, (sums.get(name) ?? 0) + 1);
  return sums;
}
