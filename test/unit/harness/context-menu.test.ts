import { describe, expect, it } from "vitest";
import { placeFromBelow } from "../../browser/harness/context-menu";
import type { ScreenImage } from "../../browser/harness/screen-image";

const MENU = { x: 4, y: 10, width: 20, height: 100 };

/** A screen on which rows of the menu, from and to, are highlighted, and something moves beside it. */
function screen(from: number, to: number): ScreenImage {
  const [width, height] = [30, 120];
  const pixels = new Uint32Array(width * height);
  for (let row = from; row <= to; row += 1) pixels.fill(9, row * width + 6, row * width + 9);
  pixels[0] = from;
  return { width, height, pixels };
}

describe("the place of a menu's choice, from below", () => {
  const untouched = screen(1, 0);

  it.each([
    ["none", screen(2, 1), undefined],
    ["the last one, above the menu's edge", screen(84, 103), 0],
    ["the one above it, over a dividing line", screen(56, 75), 1],
    ["the third", screen(36, 55), 2],
  ] as const)("%s", (_name, now, place) => {
    expect(placeFromBelow(untouched, now, MENU)).toBe(place);
  });
});
