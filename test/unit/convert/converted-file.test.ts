import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createConvertedFile } from "../../../lib/convert/converted-file";
import { CHUNK_BYTES } from "../../../lib/store/byte-store";

/** A file whose runs are kept in memory, and the most that was held back at any time. */
function openFile() {
  const runs = new Map<number, Uint8Array<ArrayBuffer>>();
  const file = createConvertedFile(async (startByte, run) => {
    expect(startByte % CHUNK_BYTES).toBe(0);
    runs.set(startByte, run.slice());
  });
  const content = async () => {
    const ordered = [...runs].toSorted(([a], [b]) => a - b).map(([, run]) => run);
    return Buffer.concat(ordered);
  };
  return { file, runs, content };
}

const pattern = (length: number, seed: number) =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + seed * 7 + (index >> 9)) & 0xff);

describe("a converted file", () => {
  it("holds what was written, in pieces of any size, its start written over at the end", async () => {
    const anyPieces = fc.array(fc.integer({ min: 1, max: 700_000 }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(anyPieces, async (sizes) => {
        const { file, content } = openFile();
        const wanted: Uint8Array[] = [];
        let offset = 0;
        for (const [index, size] of sizes.entries()) {
          const piece = pattern(size, index);
          wanted.push(piece);
          await file.write(piece, offset);
          offset += size;
        }
        const start = new Uint8Array([9, 9, 9, 9]);
        await file.write(start, 0);
        await file.close();
        // A file shorter than what is written over its start is lengthened by it.
        const whole = Buffer.concat([start, Buffer.concat(wanted).subarray(start.length)]);
        expect((await content()).equals(whole)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it("does not change what it was given", async () => {
    const { file, content } = openFile();
    const piece = pattern(1000, 1);
    const copy = Buffer.from(piece);
    await file.write(piece, 0);
    piece.fill(0);
    await file.close();
    expect((await content()).equals(copy)).toBe(true);
  });

  it("lets go of runs as they are full: memory holds a few of a file of any size", async () => {
    const { file, runs } = openFile();
    const run = new Uint8Array(CHUNK_BYTES);
    for (let index = 0; index < 40; index += 1) {
      await file.write(run, index * CHUNK_BYTES);
      expect(index + 1 - runs.size).toBeLessThanOrEqual(5);
    }
    // The first run waits for the sizes that a multiplexer fills in last.
    expect(runs.has(0)).toBe(false);
    await file.close();
    expect(runs.size).toBe(40);
  });

  it("is filled while one run is stored, and no more than one", async () => {
    const waiting: (() => void)[] = [];
    const file = createConvertedFile(() => new Promise<void>((resolve) => waiting.push(resolve)));
    const run = new Uint8Array(CHUNK_BYTES);
    for (let index = 0; index < 6; index += 1) await file.write(run, index * CHUNK_BYTES);
    expect(waiting).toHaveLength(1);
    let isWritten = false;
    const written = file.write(run, 6 * CHUNK_BYTES).then(() => (isWritten = true));
    await new Promise((resolve) => setTimeout(resolve));
    expect([waiting.length, isWritten]).toEqual([1, false]);
    waiting[0]?.();
    await written;
    expect(waiting).toHaveLength(2);
  });

  it("ends the work when a run cannot be stored", async () => {
    const full = new DOMException("No room", "QuotaExceededError");
    const file = createConvertedFile(() => Promise.reject(full));
    await file.write(new Uint8Array(10), 0);
    await expect(file.close()).rejects.toBe(full);
  });
});
