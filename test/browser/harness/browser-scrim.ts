import type { ScreenImage } from "./screen-image";

/** The tab strip's height, less a margin. No page and no dialog reaches into it. */
const TAB_STRIP_ROWS = 30;

/**
 * Tells whether a browser that fills the screen, in its light theme, has a dialog open over its whole
 * window: Chromium then lays a black veil of 60 % over everything below, its own tab strip included.
 * The brightest pixel of the strip falls from above 210 to about 100. An empty (black) screen is no veil.
 */
export function isBehindScrim({ width, rgb }: ScreenImage): boolean {
  let brightest = 0;
  for (const value of rgb.subarray(0, width * TAB_STRIP_ROWS * 3)) {
    brightest = Math.max(brightest, value);
  }
  return brightest > 50 && brightest < 160;
}
