import { describe, expect, it } from "vitest";
import { isOtherLook, lookOf, SAMPLE_PX } from "../../../../lib/capture/page/picture-look";

/** A picture of which each pixel is told by its place. */
function paint(colorAt: (x: number, y: number) => readonly [number, number, number]) {
  const pixels = new Uint8ClampedArray(SAMPLE_PX * SAMPLE_PX * 4).fill(255);
  for (let at = 0; at < SAMPLE_PX ** 2; at += 1) {
    pixels.set(colorAt(at % SAMPLE_PX, Math.floor(at / SAMPLE_PX)), at * 4);
  }
  return lookOf(pixels);
}

const slope = paint((x, y) => [x * 8, y * 8, 128]);

describe("the look of a picture", () => {
  it("stays nearly the same when it is coded anew", () => {
    const coarse = paint((x, y) => [x * 8 + ((x * 7 + y * 5) % 16) - 8, y * 8 + 4, 120]);
    expect(isOtherLook(slope, coarse)).toBe(false);
  });

  it.each([
    ["mirrored", paint((x, y) => [248 - x * 8, y * 8, 128])],
    ["of one colour", paint(() => [0, 200, 0])],
    ["in the colours' places", paint((x, y) => [128, x * 8, y * 8])],
  ])("is another one where it is %s", (_name, other) => {
    expect(isOtherLook(slope, other)).toBe(true);
  });

  it("tells a plain colour from another", () => {
    const [red, green] = [paint(() => [220, 0, 0]), paint(() => [0, 160, 0])];
    expect(isOtherLook(red, green)).toBe(true);
    expect(
      isOtherLook(
        red,
        paint(() => [214, 6, 3]),
      ),
    ).toBe(false);
  });
});
