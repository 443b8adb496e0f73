import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scalePlane } from "../../../lib/convert/scale-plane";

function scale(rows: readonly (readonly number[])[], widthPx: number, heightPx: number): number[] {
  const from = {
    bytes: Uint8Array.from(rows.flat()),
    offset: 0,
    stride: rows[0]?.length ?? 0,
    step: 1,
    widthPx: rows[0]?.length ?? 0,
    heightPx: rows.length,
  };
  const into = new Uint8Array(widthPx * heightPx);
  scalePlane(from, into, widthPx, heightPx);
  return [...into];
}

describe("a plane of a frame", () => {
  it("is the mean of what each pixel covers where it becomes smaller", () => {
    const rows = [
      [0, 100, 200, 200],
      [100, 200, 0, 0],
    ];
    expect(scale(rows, 2, 1)).toEqual([100, 100]);
    // Two thirds of one pixel and one third of another.
    expect(scale([[0, 90, 180]], 2, 1)).toEqual([30, 150]);
  });

  it("lies between its pixels where it becomes larger", () => {
    expect(scale([[0, 100]], 4, 1)).toEqual([0, 25, 75, 100]);
  });

  it("stays as it is at its own size", () => {
    const row = [3, 99, 0, 255, 17];
    expect(scale([row, row], 5, 2)).toEqual([...row, ...row]);
  });

  it("is read from between the pixels of another plane, behind the end of each row", () => {
    const bytes = Uint8Array.from([1, 10, 1, 20, 9, 9, 1, 30, 1, 40, 9, 9]);
    const into = new Uint8Array(1);
    scalePlane({ bytes, offset: 1, stride: 6, step: 2, widthPx: 2, heightPx: 2 }, into, 1, 1);
    expect([...into]).toEqual([25]);
  });

  it("of one value keeps it, and never leaves what it had, at any size", () => {
    const side = fc.integer({ min: 1, max: 40 });
    const values = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1600, maxLength: 1600 });
    fc.assert(
      fc.property(side, side, side, side, values, (width, height, newWidth, newHeight, bytes) => {
        const rows = Array.from({ length: height }, (_, y) =>
          bytes.slice(y * width, (y + 1) * width),
        );
        const scaled = scale(rows, newWidth, newHeight);
        const had = rows.flat();
        expect(Math.min(...scaled)).toBeGreaterThanOrEqual(Math.min(...had) - 1);
        expect(Math.max(...scaled)).toBeLessThanOrEqual(Math.max(...had) + 1);
        const plain = scale(
          rows.map((row) => row.map(() => 200)),
          newWidth,
          newHeight,
        );
        expect(new Set(plain)).toEqual(new Set([200]));
      }),
    );
  });
});
