/** How the bytes of a pixel follow each other; the fourth is not looked at. */
export type RgbLayout = "RGBA" | "RGBX" | "BGRA" | "BGRX";

/** Parts of red, green and blue in the three planes, in 65,536ths: BT.709, from 0–255 to 16–235 and 16–240. */
const Y = { red: 11_966, green: 40_254, blue: 4064 };
const U = { red: -6596, green: -22_189, blue: 28_785 };
const V = { red: 28_785, green: -26_145, blue: -2640 };
const SHIFT = 16;
const HALF = 1 << (SHIFT - 1);
const Y_OFFSET = (16 << SHIFT) + HALF;
/** Of four pixels together. */
const CHROMA_OFFSET = (128 << (SHIFT + 2)) + (HALF << 2);

/** How many bytes a picture takes as I420. */
export function i420ByteLength(widthPx: number, heightPx: number): number {
  return (widthPx * heightPx * 3) / 2;
}

/**
 * Writes RGB pixels down as players expect a film: planes Y, U and V one behind the other, a colour for each two by
 * two pixels, coefficients of BT.709, in the limited range.
 *
 * @param pixels four bytes each, rows one behind the other
 * @param widthPx even, as `heightPx`
 * Source: ITU-R BT.709-6, 3.2 to 3.4.
 */
export function rgbToI420(
  pixels: Uint8Array,
  layout: RgbLayout,
  widthPx: number,
  heightPx: number,
): Uint8Array<ArrayBuffer> {
  const planes = new Uint8Array(i420ByteLength(widthPx, heightPx));
  const redAt = layout.startsWith("RGB") ? 0 : 2;
  const blueAt = 2 - redAt;
  const rowBytes = 4 * widthPx;
  let atU = widthPx * heightPx;
  let atV = atU + atU / 4;
  for (let y = 0; y < heightPx; y += 2) {
    let at = y * rowBytes;
    let atY = y * widthPx;
    for (let x = 0; x < widthPx; x += 2) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let corner = 0; corner < 4; corner += 1) {
        const isBelow = corner >> 1;
        const isRight = corner & 1;
        const pixel = at + isBelow * rowBytes + 4 * isRight;
        const r = pixels[pixel + redAt] ?? 0;
        const g = pixels[pixel + 1] ?? 0;
        const b = pixels[pixel + blueAt] ?? 0;
        planes[atY + isBelow * widthPx + isRight] =
          (Y.red * r + Y.green * g + Y.blue * b + Y_OFFSET) >> SHIFT;
        red += r;
        green += g;
        blue += b;
      }
      planes[atU] = (U.red * red + U.green * green + U.blue * blue + CHROMA_OFFSET) >> (SHIFT + 2);
      planes[atV] = (V.red * red + V.green * green + V.blue * blue + CHROMA_OFFSET) >> (SHIFT + 2);
      atU += 1;
      atV += 1;
      at += 8;
      atY += 2;
    }
  }
  return planes;
}
