import { describe, expect, it } from "vitest";
import { tiffPixels, type TiffPage } from "../../../lib/convert/tiff-pixels";

const PAGE: TiffPage = {
  width: 2,
  height: 1,
  data: [],
  bitsPerSample: 8,
  samplesPerPixel: 3,
  alpha: false,
  palette: undefined,
};
const pixels = (change: Partial<TiffPage>) => [...tiffPixels({ ...PAGE, ...change })];

describe("a TIFF's values", () => {
  it("become RGBA bytes, of whatever depth they are", () => {
    const wanted = [255, 0, 51, 255, 0, 255, 102, 255];
    expect(pixels({ data: [255, 0, 51, 0, 255, 102] })).toEqual(wanted);
    const deep = [65_535, 0, 51 * 257, 0, 65_535, 102 * 257];
    expect(pixels({ data: deep, bitsPerSample: 16 })).toEqual(wanted);
    expect(pixels({ data: [1, 0, 0.2, 0, 1.7, 0.4], bitsPerSample: 32 })).toEqual(wanted);
  });

  it("of grey, black and white, with and without transparency", () => {
    expect(pixels({ data: [0, 128], samplesPerPixel: 1 })).toEqual([
      0, 0, 0, 255, 128, 128, 128, 255,
    ]);
    expect(pixels({ data: [0, 1], samplesPerPixel: 1, bitsPerSample: 1 })).toEqual([
      0, 0, 0, 255, 255, 255, 255, 255,
    ]);
    expect(pixels({ data: [9, 255, 9, 0], samplesPerPixel: 2, alpha: true })).toEqual([
      9, 9, 9, 255, 9, 9, 9, 0,
    ]);
  });

  it("look a palette's colours up", () => {
    const palette = [[65_535, 0, 0] as const, [0, 257, 65_535] as const];
    expect(pixels({ data: [1, 0], samplesPerPixel: 1, palette })).toEqual([
      0, 1, 255, 255, 255, 0, 0, 255,
    ]);
  });
});
