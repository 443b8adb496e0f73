import { expect, it } from "vitest";
import { turnPixels } from "../../../lib/convert/turn-pixels";

/** Two rows of three pixels: a b c, d e f. */
const PICTURE = {
  widthPx: 3,
  heightPx: 2,
  pixels: Uint8ClampedArray.from([..."abcdef"].flatMap((_, index) => [index, index, index, 255])),
};

it.each([
  [1, "abc def"],
  [2, "cba fed"],
  [3, "fed cba"],
  [4, "def abc"],
  [5, "ad be cf"],
  [6, "da eb fc"],
  [7, "fc eb da"],
  [8, "cf be ad"],
  [0, "abc def"],
  [9, "abc def"],
])("a picture that is laid as %d is upright as %s", (orientation, wanted) => {
  const { widthPx, pixels } = turnPixels(PICTURE, orientation);
  const letters = Array.from({ length: 6 }, (_, at) => "abcdef"[pixels[at * 4] ?? 0]).join("");
  const rows = letters.match(new RegExp(`.{${widthPx}}`, "g"));
  expect(rows?.join(" ")).toBe(wanted);
});
