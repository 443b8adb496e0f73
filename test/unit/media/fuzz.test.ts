import { describe, expect, it } from "vitest";
import { runFuzz } from "../../fuzz/run-fuzz";
import { readSamples } from "../../fuzz/samples";

/** `npm run fuzz` tries ten thousand of each. */
const COUNT = 60;

describe("a broken file gets a name or is mended, and takes no time", () => {
  it.each(Object.entries(readSamples()))("%s", async (_format, samples) => {
    const { faults, slowestMs } = await runFuzz(samples, COUNT, 7);
    expect(faults).toEqual([]);
    expect(slowestMs).toBeLessThan(1000);
  });
});
