import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BoxProgress } from "../../../../lib/capture/stream/box-progress";

/** A box of MP4 with so many bytes of content, its size in 32 or in 64 bits. */
function box(contentBytes: number, isLarge: boolean): Uint8Array {
  const headBytes = isLarge ? 16 : 8;
  const bytes = new Uint8Array(headBytes + contentBytes).fill(1, headBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, isLarge ? 1 : bytes.byteLength);
  bytes.set(new TextEncoder().encode("moof"), 4);
  if (isLarge) view.setBigUint64(8, BigInt(bytes.byteLength));
  return bytes;
}

const anyBoxes = fc.array(
  fc.tuple(fc.nat(50), fc.boolean()).map(([contentBytes, isLarge]) => box(contentBytes, isLarge)),
  { minLength: 1, maxLength: 6 },
);

/** The state after bytes that come in pieces of these sizes, the last one with whatever is left. */
function progressOf(bytes: Uint8Array, sizes: readonly number[]): BoxProgress {
  const progress = new BoxProgress();
  let at = 0;
  for (const size of [...sizes, bytes.byteLength]) {
    progress.take(bytes.subarray(at, at + size));
    at = Math.min(bytes.byteLength, at + size);
  }
  return progress;
}

describe("a piece of fragmented MP4", () => {
  it("is whole where its last box is, however it came", () => {
    fc.assert(
      fc.property(anyBoxes, fc.array(fc.nat(40)), (boxes, sizes) => {
        const bytes = new Uint8Array(Buffer.concat(boxes));
        expect(progressOf(bytes, sizes).isInsideBox).toBe(false);
      }),
    );
  });

  it("is not whole where content of its last box is missing, however it came", () => {
    fc.assert(
      fc.property(
        anyBoxes,
        fc.integer({ min: 1, max: 50 }),
        fc.boolean(),
        fc.array(fc.nat(40)),
        (boxes, missingBytes, isLarge, sizes) => {
          const last = box(50, isLarge).subarray(0, -missingBytes);
          const bytes = new Uint8Array(Buffer.concat([...boxes, last]));
          expect(progressOf(bytes, sizes).isInsideBox).toBe(true);
        },
      ),
    );
  });

  it("may end anywhere where a box tells no size, or one that is none", () => {
    for (const size of [0, 5]) {
      const bytes = box(20, false);
      new DataView(bytes.buffer).setUint32(0, size);
      expect(progressOf(bytes, [3]).isInsideBox).toBe(false);
    }
  });
});
