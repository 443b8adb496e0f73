import type { TiffHeader, YcbcrCoding } from "./tiff-header";
import type { TiffFlaw } from "./tiff-samples";
import { unpackTiffPiece } from "./unpack-tiff-piece";

/** How a TIFF numbers pictures of lightness and two colours. */
export const YCBCR = 6;

/**
 * Reads the pixels of a TIFF of lightness and two colours as red, green and blue of 8 bits. Its pieces hold the
 * lightness of all pixels that share a colour, and then their colour.
 *
 * Source: TIFF 6.0, section 20 and section 21.
 */
export function readYcbcr(
  bytes: Uint8Array<ArrayBuffer>,
  header: TiffHeader,
): Uint8Array<ArrayBuffer> | TiffFlaw {
  const { widthPx, heightPx, pieceWidthPx, pieceHeightPx, pieces, ycbcr, isTiled } = header;
  const { across, down } = ycbcr;
  const isKnown = header.bits === 8 && header.samples === 3 && header.sampleFormat === 1;
  if (!isKnown || header.isPlanar || header.isDifferenced) return "unknown";
  if (![1, 2, 4].includes(across) || ![1, 2, 4].includes(down)) return "unknown";
  const out = new Uint8Array(3 * widthPx * heightPx);
  const piecesAcross = Math.ceil(widthPx / pieceWidthPx);
  const blockBytes = across * down + 2;
  const rowBytes = Math.ceil(pieceWidthPx / across) * blockBytes;
  for (let index = 0; index < piecesAcross * Math.ceil(heightPx / pieceHeightPx); index += 1) {
    const piece = pieces[index];
    if (piece === undefined) return "damaged";
    const left = (index % piecesAcross) * pieceWidthPx;
    const top = Math.floor(index / piecesAcross) * pieceHeightPx;
    const right = Math.min(widthPx, left + pieceWidthPx);
    const bottom = Math.min(heightPx, top + pieceHeightPx);
    const shownBytes = rowBytes * Math.ceil((bottom - top) / down);
    const neededBytes = isTiled ? rowBytes * Math.ceil(pieceHeightPx / down) : shownBytes;
    const packed = bytes.subarray(piece.startByte, piece.startByte + piece.totalBytes);
    const unpacked = unpackTiffPiece(packed, header.compression, neededBytes);
    if (unpacked === null) return "unknown";
    if (unpacked.length < shownBytes) return "damaged";
    for (let y = top; y < bottom; y += 1) {
      const inPiece = y - top;
      const row = Math.floor(inPiece / down) * rowBytes;
      for (let x = left; x < right; x += 1) {
        const block = row + Math.floor((x - left) / across) * blockBytes;
        const lightness = block + (inPiece % down) * across + ((x - left) % across);
        const colors = block + blockBytes - 2;
        writePixel(out, 3 * (y * widthPx + x), ycbcr, [
          unpacked[lightness]!,
          unpacked[colors]!,
          unpacked[colors + 1]!,
        ]);
      }
    }
  }
  return out;
}

function writePixel(
  out: Uint8Array,
  at: number,
  { parts: [redPart, greenPart, bluePart], ranges }: YcbcrCoding,
  numbers: readonly [number, number, number],
): void {
  const within = (index: 0 | 1 | 2, most: number) => {
    const [from, to] = ranges[index] ?? [0, 255];
    return ((numbers[index] - from) * most) / (to - from || 1);
  };
  const lightness = within(0, 255);
  const red = lightness + within(2, 127) * (2 - 2 * redPart);
  const blue = lightness + within(1, 127) * (2 - 2 * bluePart);
  out[at] = toByte(red);
  out[at + 1] = toByte((lightness - redPart * red - bluePart * blue) / (greenPart || 1));
  out[at + 2] = toByte(blue);
}

function toByte(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)));
}
