import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FreshRuns } from "../../../lib/store/fresh-runs";

const MEBIBYTE = 1024 * 1024;

const run = (bytes: number, fill: number) => new Blob([new Uint8Array(bytes).fill(fill)]);

async function read(
  fresh: FreshRuns,
  startByte: number,
  endByte: number,
): Promise<number[] | null> {
  const parts = fresh.take(startByte, endByte);
  return parts === null ? null : [...new Uint8Array(await new Blob(parts).arrayBuffer())];
}

describe("the runs that a capture has just stored", () => {
  it("give any range that they cover, as it came, and none that they do not", async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        sizes,
        fc.nat(60),
        fc.nat(60),
        fc.nat(7),
        async (runs, from, to, missing) => {
          const fresh = new FreshRuns();
          const file: (number | null)[] = [];
          runs.forEach((bytes, index) => {
            const startByte = file.length;
            fresh.note(startByte, run(bytes, index));
            if (index === missing) fresh.forget(startByte);
            file.push(...Array.from({ length: bytes }, () => (index === missing ? null : index)));
          });
          const wanted = file.slice(from, to);
          const isKept = to <= file.length && !wanted.includes(null);
          expect(await read(fresh, from, to)).toEqual(from >= to ? [] : isKept ? wanted : null);
        },
      ),
    );
  });

  it("are those that an upload needs next, whatever the size of the file", () => {
    const fresh = new FreshRuns();
    const mebibyte = run(MEBIBYTE, 1);
    for (let index = 0; index < 30; index += 1) fresh.note(index * MEBIBYTE, mebibyte);
    expect(fresh.take(0, 4 * MEBIBYTE)).toHaveLength(4);
    for (let index = 30; index < 80; index += 1) fresh.note(index * MEBIBYTE, mebibyte);
    expect(fresh.take(4 * MEBIBYTE, 24 * MEBIBYTE)).toHaveLength(20);
    expect(fresh.take(24 * MEBIBYTE, 25 * MEBIBYTE)).toBeNull();
    expect(fresh.take(30 * MEBIBYTE, 34 * MEBIBYTE)).toHaveLength(4);
  });

  it("are no longer kept once they were taken, but for one whose rest is wanted next", async () => {
    const fresh = new FreshRuns();
    fresh.note(0, run(4, 1));
    fresh.note(4, run(4, 2));
    expect(await read(fresh, 0, 6)).toEqual([1, 1, 1, 1, 2, 2]);
    expect(fresh.take(0, 4)).toBeNull();
    expect(await read(fresh, 6, 8)).toEqual([2, 2]);
  });

  it("are the later ones where a run is stored once more, and none once they may have changed", async () => {
    const fresh = new FreshRuns();
    fresh.note(0, run(4, 1));
    fresh.note(0, run(4, 2));
    expect(await read(fresh, 1, 3)).toEqual([2, 2]);
    fresh.clear();
    expect(fresh.take(1, 3)).toBeNull();
  });
});
