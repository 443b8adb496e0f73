import { describe, expect, it } from "vitest";
import { placeFromBelow } from "../../browser/harness/context-menu";
import type { ScreenImage } from "../../browser/harness/screen-image";

const MENU = { x: 4, y: 10, width: 20, height: 100 };
const [WHITE, GREY, BLACK] = [0xffffff, 0xf2f2f2, 0];

/** A screen with a white menu, a dividing line, words beside the padding, and rows painted over it. */
function screen(...painted: readonly (readonly [from: number, to: number, color: number])[]) {
  const [width, height] = [30, 120];
  const image: ScreenImage = { width, height, pixels: new Uint32Array(width * height) };
  const fill = (from: number, to: number, left: number, right: number, color: number) => {
    for (let row = from; row <= to; row += 1) {
      image.pixels.fill(color, row * width + left, row * width + right);
    }
  };
  const right = MENU.x + MENU.width;
  fill(10, 109, MENU.x, right, WHITE);
  fill(80, 80, MENU.x, right, BLACK);
  for (const [from, to, color] of painted) fill(from, to, MENU.x, right, color);
  fill(20, 100, MENU.x + 10, right - 2, BLACK);
  return image;
}

describe("the place of a menu's choice, from below", () => {
  it.each([
    ["none", screen(), undefined],
    ["the last one, above the menu's edge", screen([84, 103, GREY]), 0],
    ["the one above it, over a dividing line", screen([56, 75, GREY]), 1],
    ["the third", screen([36, 55, GREY]), 2],
    [
      "none while the page still shows in parts",
      screen([10, 30, BLACK], [84, 103, GREY]),
      undefined,
    ],
    ["none where nothing is painted yet", screen([10, 109, BLACK]), undefined],
  ] as const)("%s", (_name, now, place) => {
    expect(placeFromBelow(now, MENU)).toBe(place);
  });
});
