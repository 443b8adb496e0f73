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
  const parts = fresh.parts(startByte, endByte);
  return parts === null ? null : [...new Uint8Array(await new Blob(parts).arrayBuffer())];
}

describe("the runs that were stored last", () => {
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

  it("are so many as an upload beside the capture needs, whatever the size of the file", () => {
    const fresh = new FreshRuns();
    const mebibyte = run(MEBIBYTE, 1);
    for (let index = 0; index < 80; index += 1) fresh.note(index * MEBIBYTE, mebibyte);
    expect(fresh.parts(31 * MEBIBYTE, 32 * MEBIBYTE)).toBeNull();
    expect(fresh.parts(32 * MEBIBYTE, 80 * MEBIBYTE)).toHaveLength(48);
  });

  it("are the later ones where a run is stored once more, and none once they may have changed", async () => {
    const fresh = new FreshRuns();
    fresh.note(0, run(4, 1));
    fresh.note(0, run(4, 2));
    expect(await read(fresh, 1, 3)).toEqual([2, 2]);
    fresh.clear();
    expect(fresh.parts(1, 3)).toBeNull();
  });
});
