import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  blockSizeOf,
  boundsOf,
  growRegion,
  type HiddenRegion,
  placeRegion,
} from "../../../lib/edit/hidden-region";
import { hidePixels, type Pixels, touchedBy } from "../../../lib/edit/hide-pixels";
import { UPRIGHT } from "../../../lib/edit/orientation";
import { type Rect, type Size, wholeOf } from "../../../lib/edit/rect";
import { anyRegionIn, anySize } from "./any-edit";

/** A picture of which no two pixels beside each other are alike. */
function noise({ width, height }: Size, seed: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  let state = seed + 1;
  for (let index = 0; index < data.length; index += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    data[index] = index % 4 === 3 ? 255 : state >>> 24;
  }
  return { data, width, height };
}

/** Hides as a canvas does it: the part that is touched is taken out, changed, and put back. */
function hideIn(picture: Pixels, region: HiddenRegion): Pixels {
  const whole = wholeOf(picture);
  const placed = placeRegion(region, whole, UPRIGHT, 1);
  const touched = placed && touchedBy(placed, whole);
  const data = picture.data.slice();
  if (placed === null || touched === null) return { ...picture, data };
  const part = cutOut(picture, touched);
  hidePixels(part, placed, touched);
  for (let y = 0; y < touched.height; y += 1) {
    const row = part.data.subarray(y * touched.width * 4, (y + 1) * touched.width * 4);
    data.set(row, ((touched.top + y) * picture.width + touched.left) * 4);
  }
  return { ...picture, data };
}

function cutOut(picture: Pixels, { left, top, width, height }: Rect): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    const from = ((top + y) * picture.width + left) * 4;
    data.set(picture.data.subarray(from, from + width * 4), y * width * 4);
  }
  return { data, width, height };
}

/** Whether the middle of a pixel lies in a region. */
function isIn({ area }: HiddenRegion, x: number, y: number): boolean {
  if ("box" in area) {
    const { left, top, width, height } = area.box;
    return x >= left && x < left + width && y >= top && y < top + height;
  }
  const { points, widthPx } = area.stroke;
  for (let index = 0; index < points.length; index += 2) {
    const away = Math.hypot(x + 0.5 - (points[index] ?? 0), y + 0.5 - (points[index + 1] ?? 0));
    if (away <= widthPx / 2) return true;
  }
  return false;
}

const anyCase = anySize.chain((size) =>
  fc.record({ size: fc.constant(size), region: anyRegionIn(size), seed: fc.nat(9999) }),
);

describe("a hidden region", () => {
  it("is the same whatever was there, as long as its middle is: nothing else is left of it", () => {
    fc.assert(
      fc.property(anyCase, ({ size, region, seed }) => {
        const picture = noise(size, seed);
        const hidden = hideIn(picture, region);
        for (let y = 0; y < size.height; y += 1) {
          for (let x = 0; x < size.width; x += 1) {
            if (!isIn(region, x, y)) continue;
            const pixel = hidden.data.subarray((y * size.width + x) * 4).slice(0, 4);
            // Sixteen steps of brightness, of which the captured picture had 256.
            if (pixel.some((value) => value % 17 !== 0)) throw new Error(`${x}, ${y}: ${pixel}`);
          }
        }
      }),
    );
  });

  it("tells two pictures apart by no more than the steps of their blocks' middles", () => {
    const size = { width: 64, height: 48 };
    const region = {
      how: "pixelate",
      area: { box: { left: 0, top: 0, width: 64, height: 48 } },
    } as const;
    const hidden = hideIn(noise(size, 7), region);
    const colours = new Set<string>();
    for (let index = 0; index < hidden.data.length; index += 4) {
      colours.add(hidden.data.subarray(index, index + 4).join());
    }
    // Blocks of 12 pixels: six by four of them.
    expect(blockSizeOf(region)).toBe(12);
    expect(colours.size).toBeLessThanOrEqual(24);
  });

  it("leaves every pixel outside as it was", () => {
    fc.assert(
      fc.property(anyCase, ({ size, region, seed }) => {
        const picture = noise(size, seed);
        const hidden = hideIn(picture, region);
        const { left, top, width, height } = boundsOf(region);
        for (let y = 0; y < size.height; y += 1) {
          for (let x = 0; x < size.width; x += 1) {
            const isFar = x < left - 1 || x > left + width || y < top - 1 || y > top + height;
            if (!isFar) continue;
            const at = (y * size.width + x) * 4;
            const isSame = [0, 1, 2, 3].every(
              (channel) => hidden.data[at + channel] === picture.data[at + channel],
            );
            if (!isSame) throw new Error(`The pixel at ${x}, ${y} has changed`);
          }
        }
      }),
    );
  });

  it("is black where it is covered, and seen where the picture could be seen through", () => {
    const picture: Pixels = { data: new Uint8ClampedArray(16), width: 2, height: 2 };
    const box = { left: 0, top: 0, width: 1, height: 2 };
    const covered = hideIn(picture, { how: "cover", area: { box } });
    expect([...covered.data]).toEqual([0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0]);
    const pixelated = hideIn(picture, { how: "pixelate", area: { box } });
    expect([...pixelated.data]).toEqual([...picture.data]);
  });

  it("has coarse blocks: at most eight across, and none smaller than twelve pixels", () => {
    const boxOf = (width: number, height: number): HiddenRegion => ({
      how: "pixelate",
      area: { box: { left: 0, top: 0, width, height } },
    });
    expect(blockSizeOf(boxOf(800, 300))).toBe(100);
    expect(blockSizeOf(boxOf(300, 801))).toBe(101);
    expect(blockSizeOf(boxOf(20, 20))).toBe(12);
    const stroke = { points: [5, 5], widthPx: 60 };
    expect(blockSizeOf({ how: "pixelate", area: { stroke } })).toBe(30);
  });

  it("has no place in a picture that it was cropped out of", () => {
    const region: HiddenRegion = {
      how: "cover",
      area: { box: { left: 50, top: 50, width: 10, height: 10 } },
    };
    expect(placeRegion(region, { left: 0, top: 0, width: 50, height: 50 }, UPRIGHT, 1)).toBeNull();
  });

  it("covers at least as much of a reduced picture", () => {
    const region: HiddenRegion = {
      how: "cover",
      area: { box: { left: 11, top: 13, width: 7, height: 9 } },
    };
    const placed = placeRegion(region, { left: 1, top: 1, width: 90, height: 90 }, UPRIGHT, 0.25);
    expect(placed?.area).toEqual({ box: { left: 2, top: 3, width: 3, height: 3 } });
  });
});

describe("a region with a margin", () => {
  it("reaches as much further on all sides", () => {
    fc.assert(
      fc.property(
        anySize.chain((size) => anyRegionIn(size)),
        fc.integer({ min: 1, max: 40 }),
        (region, marginPx) => {
          const { left, top, width, height } = boundsOf(region);
          expect(boundsOf(growRegion(region, marginPx))).toEqual({
            left: left - marginPx,
            top: top - marginPx,
            width: width + 2 * marginPx,
            height: height + 2 * marginPx,
          });
        },
      ),
    );
  });
});
