import type { Area, ScreenImage } from "./screen-image";

/** The tab strip's height, less a margin. No page and no dialog reaches into it. */
const TAB_STRIP_ROWS = 30;

/** Nothing under the veil is brighter; a dialog in the light theme is. */
const BRIGHTEST_BEHIND = 160;

/**
 * Tells whether a browser that fills the screen, in its light theme, has a dialog open over its whole
 * window: Chromium then lays a black veil of 60 % over everything below, its own tab strip included.
 * The brightest pixel of the strip falls from above 210 to about 100. An empty (black) screen is no veil.
 */
export function isBehindScrim({ width, pixels }: ScreenImage): boolean {
  const brightest = pixels.subarray(0, width * TAB_STRIP_ROWS).reduce(brighter, 0);
  return brightest > 50 && brightest < BRIGHTEST_BEHIND;
}

/** The smallest part of the screen that holds all that is brighter than the veil; null for nothing. */
export function brightArea({ width, pixels }: ScreenImage): Area | null {
  let [left, right, top, bottom] = [width, -1, -1, -1];
  for (let index = 0; index < pixels.length; index += 1) {
    if (brighter(0, pixels[index] ?? 0) < BRIGHTEST_BEHIND) continue;
    const [row, column] = [Math.floor(index / width), index % width];
    left = Math.min(left, column);
    right = Math.max(right, column);
    if (top === -1) top = row;
    bottom = row;
  }
  if (bottom === -1) return null;
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** The brightest of a value and a pixel's red, green and blue. */
function brighter(value: number, pixel: number): number {
  return Math.max(value, (pixel >> 16) & 0xff, (pixel >> 8) & 0xff, pixel & 0xff);
}
