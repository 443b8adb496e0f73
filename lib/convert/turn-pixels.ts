import type { PixelPicture } from "./decode-heic";

/**
 * Lays a picture upright.
 *
 * @param orientation from 1 to 8, as in EXIF and TIFF: where its first row and its first column belong. Any other: as it is
 */
export function turnPixels(picture: PixelPicture, orientation: number): PixelPicture {
  if (!(orientation > 1 && orientation <= 8)) return picture;
  const { widthPx, heightPx, pixels } = picture;
  const isLying = orientation >= 5;
  const [toWidthPx, toHeightPx] = isLying ? [heightPx, widthPx] : [widthPx, heightPx];
  const isFromRight = [2, 3, 7, 8].includes(orientation);
  const isFromBelow = [3, 4, 6, 7].includes(orientation);
  const from = new Uint32Array(pixels.buffer, pixels.byteOffset, widthPx * heightPx);
  const to = new Uint32Array(from.length);
  for (let y = 0; y < toHeightPx; y += 1) {
    for (let x = 0; x < toWidthPx; x += 1) {
      const [column, row] = isLying ? [y, x] : [x, y];
      const fromX = isFromRight ? widthPx - 1 - column : column;
      const fromY = isFromBelow ? heightPx - 1 - row : row;
      to[y * toWidthPx + x] = from[fromY * widthPx + fromX] ?? 0;
    }
  }
  return {
    pixels: new Uint8ClampedArray(to.buffer),
    widthPx: toWidthPx,
    heightPx: toHeightPx,
  };
}
