import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take the longest, unit and browser tests alike, the longest first. */
const LONGEST = [
  "chaos.test.ts",
  "zip.test.ts",
  "fault-matrix.test.ts",
  "any-answer.test.ts",
  "natural-life.test.ts",
  "convert.test.ts",
  "post.test.ts",
  "crash-matrix.test.ts",
  "accessibility.test.ts",
];

/**
 * Starts the longest files first, so that none of them runs on alone when all others are done. In a
 * fresh clone the runner knows no durations and goes by the size of the files.
 */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- a sequencer's method, not an array's
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const index = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}`));
  return index === -1 ? LONGEST.length : index;
}
