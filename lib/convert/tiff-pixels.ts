import type { TiffHeader } from "./tiff-header";
import type { TiffSamples } from "./tiff-samples";

/** What the values of a TIFF's pixels mean. */
export type TiffColors = Pick<
  TiffHeader,
  "widthPx" | "heightPx" | "colors" | "bits" | "samples" | "alpha" | "palette"
>;

const WHITE_IS_ZERO = 0;
const BLACK_IS_ZERO = 1;
/** How a TIFF numbers pictures of red, green and blue. */
export const RGB = 2;
const PALETTE = 3;
const CMYK = 5;

/** How many values of a pixel make its colour. */
const COLOR_SAMPLES: Readonly<Record<number, number>> = {
  [WHITE_IS_ZERO]: 1,
  [BLACK_IS_ZERO]: 1,
  [RGB]: 3,
  [PALETTE]: 1,
  [CMYK]: 4,
};

/**
 * Turns a TIFF's values (grey, colour, four inks, or indices of a palette) into the RGBA bytes of a canvas.
 *
 * @returns null for colours of another kind
 */
export function tiffPixels(
  { widthPx, heightPx, colors, bits, samples, alpha, palette }: TiffColors,
  data: TiffSamples,
): Uint8ClampedArray<ArrayBuffer> | null {
  const colorSamples = COLOR_SAMPLES[colors];
  if (colorSamples === undefined || samples < colorSamples) return null;
  const pixels = new Uint8ClampedArray(widthPx * heightPx * 4);
  // Values of 32 bits and more are fractions, where anything above 1 is brighter than white.
  const most = bits >= 32 ? 1 : 2 ** bits - 1;
  const scale = 255 / most;
  const ofPalette = palette.length / 3;
  const hasAlpha = alpha !== "none" && samples > colorSamples;
  for (let pixel = 0; pixel < widthPx * heightPx; pixel += 1) {
    const from = pixel * samples;
    const to = pixel * 4;
    const opacity = hasAlpha ? (data[from + samples - 1] ?? 0) / most : 1;
    const factor = alpha === "premultiplied" && opacity > 0 ? scale / opacity : scale;
    const key = colors === CMYK ? most - (data[from + 3] ?? 0) : 0;
    for (let channel = 0; channel < 3; channel += 1) {
      const value = data[from + (colorSamples === 1 ? 0 : channel)] ?? 0;
      switch (colors) {
        case PALETTE:
          pixels[to + channel] = (palette[channel * ofPalette + value] ?? 0) / 257;
          break;
        case CMYK:
          pixels[to + channel] = ((most - value) * key * 255) / (most * most);
          break;
        default:
          pixels[to + channel] = (colors === WHITE_IS_ZERO ? most - value : value) * factor;
      }
    }
    pixels[to + 3] = opacity * 255;
  }
  return pixels;
}
