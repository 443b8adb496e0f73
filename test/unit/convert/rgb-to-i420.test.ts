import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RgbLayout, rgbToI420 } from "../../../lib/convert/rgb-to-i420";

type Numbers = readonly [number, number, number];

/** Two by two pixels of one colour. */
function planesOf([red, green, blue]: Numbers, layout: RgbLayout = "RGBA"): number[] {
  const pixel = layout.startsWith("RGB") ? [red, green, blue, 9] : [blue, green, red, 9];
  return [...rgbToI420(Uint8Array.from([...pixel, ...pixel, ...pixel, ...pixel]), layout, 2, 2)];
}

/** What a player shows of one pixel: BT.709, limited range. */
function show([y, u, v]: Numbers): number[] {
  const luma = (y - 16) / 219;
  const blue = luma + (1.8556 * (u - 128)) / 224;
  const red = luma + (1.5748 * (v - 128)) / 224;
  const green = (luma - 0.2126 * red - 0.0722 * blue) / 0.7152;
  return [red, green, blue].map((value) => 255 * value);
}

describe("pixels that become a film's", () => {
  it.each<[string, Numbers, Numbers]>([
    ["black", [0, 0, 0], [16, 128, 128]],
    ["white", [255, 255, 255], [235, 128, 128]],
    ["red", [255, 0, 0], [63, 102, 240]],
    ["green", [0, 255, 0], [173, 42, 26]],
    ["blue", [0, 0, 255], [32, 240, 118]],
  ])("are written down in the limited range of BT.709: %s", (_name, color, [y, u, v]) => {
    expect(planesOf(color)).toEqual([y, y, y, y, u, v]);
    expect(planesOf(color, "BGRX")).toEqual([y, y, y, y, u, v]);
  });

  it("come back as the same colours", () => {
    const value = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.tuple(value, value, value), (color) => {
        const [y = 0, , , , u = 0, v = 0] = planesOf(color);
        for (const [index, shown] of show([y, u, v]).entries()) {
          expect(Math.abs(shown - (color[index] ?? 0))).toBeLessThan(2.5);
        }
      }),
    );
  });

  it("keep their places, and share a colour by fours", () => {
    const grey = (value: number) => [value, value, value, 255];
    const pixels = Uint8Array.from([0, 51, 102, 153, 204, 255, 0, 255].flatMap(grey));
    const planes = rgbToI420(pixels, "RGBA", 4, 2);
    expect([...planes]).toEqual([16, 60, 104, 147, 191, 235, 16, 235, 128, 128, 128, 128]);
  });
});
