import { runScenario } from "./run-scenario";
import { planScenario } from "./scenario";

/** What many runs came to. */
export interface ChaosSummary {
  readonly runs: number;
  readonly jobs: number;
  readonly deaths: number;
  /** How often jobs came to rest in each way. */
  readonly ends: ReadonlyMap<string, number>;
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
    posts: 0,
    duplicates: 0,
    lost: 0,
    failures: [],
  };
  for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
    const result = await runScenario(planScenario(seed));
    const { problems } = result;
    onRun(seed, problems);
    const ends = new Map(summary.ends);
    for (const end of result.ends) ends.set(end, (ends.get(end) ?? 0) + 1);
    summary = {
      runs: summary.runs + 1,
      jobs: summary.jobs + result.jobs,
      deaths: summary.deaths + result.deaths,
      ends,
      posts: summary.posts + result.posts,
      duplicates: summary.duplicates + result.duplicates,
      lost: summary.lost + result.lost,
      failures:
        problems.length === 0 ? summary.failures : [...summary.failures, { seed, problems }],
    };
  }
  return summary;
}
