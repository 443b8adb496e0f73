/** A decoded page of a TIFF, as the decoder hands it over. */
export interface TiffPage {
  readonly width: number;
  readonly height: number;
  /** Values of a pixel stand side by side, `samplesPerPixel` of them. */
  readonly data: ArrayLike<number>;
  readonly bitsPerSample: number;
  readonly samplesPerPixel: number;
  readonly alpha: boolean;
  /** Colours of 16 bits, by index; undefined where values are no indices. */
  readonly palette: readonly (readonly [number, number, number])[] | undefined;
}

/**
 * Turns a TIFF's values (grey, colour, or indices of a palette; 8, 16 or 32 bits) into the RGBA bytes
 * of a canvas.
 */
export function tiffPixels(page: TiffPage): Uint8ClampedArray<ArrayBuffer> {
  const { width, height, data, samplesPerPixel, alpha, palette } = page;
  const pixels = new Uint8ClampedArray(width * height * 4);
  const scale = 255 / greatestValue(page);
  const colorSamples = alpha ? samplesPerPixel - 1 : samplesPerPixel;
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const from = pixel * samplesPerPixel;
    const to = pixel * 4;
    const at = (sample: number) => data[from + sample] ?? 0;
    const color = palette?.[at(0)];
    for (let channel = 0; channel < 3; channel += 1) {
      pixels[to + channel] = color
        ? (color[channel] ?? 0) / 257
        : at(colorSamples >= 3 ? channel : 0) * scale;
    }
    pixels[to + 3] = alpha ? at(samplesPerPixel - 1) * scale : 255;
  }
  return pixels;
}

/** Values of 32 bits and more are fractions, where anything above 1 is brighter than white. */
function greatestValue({ bitsPerSample }: TiffPage): number {
  return bitsPerSample >= 32 ? 1 : 2 ** bitsPerSample - 1;
}
