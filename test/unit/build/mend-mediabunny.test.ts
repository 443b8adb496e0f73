import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mendResync } from "../../../lib/build/mend-mediabunny";

const MODULES = new URL("../../../node_modules/mediabunny/dist/modules/src/", import.meta.url);
const CODE = readFileSync(new URL("matroska/ebml.js", MODULES), "utf8");

interface Ebml {
  resync(
    reader: { requestSliceRange(start: number, min: number, max: number): unknown },
    start: number,
    ids: readonly number[],
    until: number,
  ): Promise<number | null>;
}

/** The module with other code, whose imports are those of the library. */
async function load(code: string): Promise<Ebml> {
  const absolute = code.replaceAll(/from '(\.[^']+)'/g, (_, path: string) => {
    return `from '${new URL(path, new URL("matroska/", MODULES)).href}'`;
  });
  return (await import(`data:text/javascript,${encodeURIComponent(absolute)}`)) as Ebml;
}

/** Reads zeros; more rounds than the file has bytes are no search any more. */
function zeros(totalBytes: number) {
  let rounds = 0;
  return {
    requestSliceRange(start: number, _: number, max: number) {
      rounds += 1;
      if (rounds > totalBytes) throw new Error("goes round and round");
      const length = Math.min(max, totalBytes - start);
      const view = new DataView(new ArrayBuffer(length));
      const slice = {
        length,
        bufferPos: 0,
        view,
        bytes: new Uint8Array(view.buffer),
        start,
        end: start + length,
        offset: -start,
        get filePos() {
          return start + slice.bufferPos;
        },
        set filePos(at: number) {
          slice.bufferPos = at - start;
        },
        get remainingLength() {
          return length - slice.bufferPos;
        },
        skip(count: number) {
          slice.bufferPos += count;
        },
      };
      return slice;
    },
  };
}

const CLUSTER = 0x1f43b675;

describe("mediabunny's search for the next cluster", () => {
  it("goes round and round in a tail of zeros, as it comes", async () => {
    const { resync } = await load(CODE);
    await expect(resync(zeros(1_000), 0, [CLUSTER], 1_000)).rejects.toThrow("round");
  });

  it("ends there once it is mended", async () => {
    const { resync } = await load(mendResync(CODE) ?? "");
    for (const totalBytes of [0, 1, 7, 8, 9, 100, 2 ** 16, 2 ** 16 + 8, 100_000]) {
      expect(await resync(zeros(totalBytes), 0, [CLUSTER], totalBytes)).toBeNull();
    }
  });

  it("is no longer mended where it looks different", () => {
    expect(mendResync("")).toBeNull();
    expect(mendResync(CODE + CODE)).toBeNull();
  });
});
