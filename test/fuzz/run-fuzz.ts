import { Random } from "../chaos/random";
import { judgeFile } from "./judge-file";
import { mutate } from "./mutate";

/** What came of the mutations of a format. */
export interface FuzzTally {
  /** How often each outcome came. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** Of the file that took longest. */
  readonly slowestMs: number;
  /** Files that threw, or whose outcome is wrong; each with what it takes to make it again. */
  readonly faults: readonly string[];
}

/** Breaks files in so many ways, one sample after the other, and judges what comes of each. */
export async function runFuzz(
  samples: readonly Uint8Array<ArrayBuffer>[],
  count: number,
  seed: number,
): Promise<FuzzTally> {
  const outcomes = new Map<string, number>();
  const faults: string[] = [];
  let slowestMs = 0;
  for (let index = 0; index < count; index += 1) {
    const sample = samples[index % samples.length];
    if (sample === undefined) break;
    const bytes = mutate(sample, new Random(seed + index));
    const began = performance.now();
    try {
      const outcome = await judgeFile(bytes);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    } catch (failure) {
      if (!(failure instanceof Error)) throw failure;
      faults.push(`seed ${seed + index}: ${failure.message}`);
    }
    slowestMs = Math.max(slowestMs, performance.now() - began);
  }
  return { outcomes, slowestMs, faults };
}
