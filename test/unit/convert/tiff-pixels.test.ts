import { describe, expect, it } from "vitest";
import { type TiffColors, tiffPixels } from "../../../lib/convert/tiff-pixels";

const PAGE: TiffColors = {
  widthPx: 2,
  heightPx: 1,
  colors: 2,
  bits: 8,
  samples: 3,
  alpha: "none",
  palette: [],
};
const GREY = { colors: 1, samples: 1 } as const;
const pixels = (change: Partial<TiffColors>, data: readonly number[]) => {
  const rgba = tiffPixels({ ...PAGE, ...change }, Float32Array.from(data));
  return rgba && [...rgba];
};

describe("a TIFF's values", () => {
  it("become RGBA bytes, of whatever depth they are", () => {
    const wanted = [255, 0, 51, 255, 0, 255, 102, 255];
    expect(pixels({}, [255, 0, 51, 0, 255, 102])).toEqual(wanted);
    const deep = [65_535, 0, 51 * 257, 0, 65_535, 102 * 257];
    expect(pixels({ bits: 16 }, deep)).toEqual(wanted);
    expect(pixels({ bits: 32 }, [1, 0, 0.2, 0, 1.7, 0.4])).toEqual(wanted);
  });

  it("of grey, black and white, with and without transparency", () => {
    expect(pixels(GREY, [0, 128])).toEqual([0, 0, 0, 255, 128, 128, 128, 255]);
    expect(pixels({ ...GREY, bits: 1 }, [0, 1])).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
    const paper = { ...GREY, colors: 0, bits: 1 };
    expect(pixels(paper, [0, 1])).toEqual([255, 255, 255, 255, 0, 0, 0, 255]);
    const clear = { ...GREY, samples: 2, alpha: "straight" } as const;
    expect(pixels(clear, [9, 255, 9, 0])).toEqual([9, 9, 9, 255, 9, 9, 9, 0]);
  });

  it("are as bright as they were before they were made darker by their transparency", () => {
    const glass = { samples: 4, alpha: "premultiplied" } as const;
    expect(pixels(glass, [51, 0, 102, 102, 0, 0, 0, 0])).toEqual([128, 0, 255, 102, 0, 0, 0, 0]);
  });

  it("of four inks become the colour of white paper under them", () => {
    const inks = [255, 0, 0, 0, 0, 0, 0, 255];
    expect(pixels({ colors: 5, samples: 4 }, inks)).toEqual([0, 255, 255, 255, 0, 0, 0, 255]);
  });

  it("look a palette's colours up", () => {
    const palette = [65_535, 0, 0, 257, 0, 65_535];
    expect(pixels({ ...GREY, colors: 3, bits: 1, palette }, [1, 0])).toEqual([
      0, 1, 255, 255, 255, 0, 0, 255,
    ]);
  });

  it("of a kind that is not known are no picture", () => {
    expect(pixels({ colors: 6 }, [0, 0, 0, 0, 0, 0])).toBeNull();
    expect(pixels({ colors: 2, samples: 2 }, [0, 0, 0, 0])).toBeNull();
  });
});
