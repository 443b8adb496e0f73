import type { TiffHeader } from "./tiff-header";
import { unpackTiffPiece } from "./unpack-tiff-piece";

/** The values of a TIFF's pixels: those of one pixel side by side, pixel by pixel, row by row. */
export type TiffSamples = Uint8Array | Uint16Array | Float32Array | Float64Array;

/** Why they cannot be read: it is written in a way that is not known, or something of it is missing. */
export type TiffFlaw = "unknown" | "damaged";

/**
 * Reads the values of a TIFF out of its strips or tiles, whole pixels or one colour after the other. What it takes of
 * memory is told by its size alone.
 */
export function readTiffSamples(
  bytes: Uint8Array<ArrayBuffer>,
  header: TiffHeader,
): TiffSamples | TiffFlaw {
  const { widthPx, heightPx, samples, pieceWidthPx, pieceHeightPx, pieces } = header;
  const { bits, isPlanar, isTiled } = header;
  const readRow = rowReaderOf(header);
  if (readRow === null) return "unknown";
  const out = makeSamples(bits, widthPx * heightPx * samples);
  const across = Math.ceil(widthPx / pieceWidthPx);
  const ofPlane = across * Math.ceil(heightPx / pieceHeightPx);
  const inRow = isPlanar ? 1 : samples;
  const rowBytes = Math.ceil((pieceWidthPx * inRow * bits) / 8);
  const row = makeSamples(bits, pieceWidthPx * inRow);
  for (let index = 0; index < ofPlane * (isPlanar ? samples : 1); index += 1) {
    const piece = pieces[index];
    if (piece === undefined) return "damaged";
    const plane = Math.floor(index / ofPlane);
    const left = (index % across) * pieceWidthPx;
    const top = Math.floor((index % ofPlane) / across) * pieceHeightPx;
    const shownRows = Math.min(pieceHeightPx, heightPx - top);
    const neededBytes = rowBytes * (isTiled ? pieceHeightPx : shownRows);
    const packed = bytes.subarray(piece.startByte, piece.startByte + piece.totalBytes);
    const unpacked = unpackTiffPiece(packed, header.compression, neededBytes);
    if (unpacked === null) return "unknown";
    // Of a tile the margin may be missing.
    if (unpacked.length < rowBytes * shownRows) return "damaged";
    const shownValues = Math.min(pieceWidthPx, widthPx - left) * inRow;
    for (let y = 0; y < shownRows; y += 1) {
      readRow(unpacked.subarray(y * rowBytes, (y + 1) * rowBytes), row);
      if (header.isDifferenced) addUp(row, inRow);
      const to = ((top + y) * widthPx + left) * samples + plane;
      if (isPlanar) {
        for (let x = 0; x < shownValues; x += 1) out[to + x * samples] = row[x] ?? 0;
      } else out.set(row.subarray(0, shownValues), to);
    }
  }
  return out;
}

function makeSamples(bits: number, length: number): TiffSamples {
  if (bits <= 8) return new Uint8Array(length);
  if (bits === 16) return new Uint16Array(length);
  return bits === 32 ? new Float32Array(length) : new Float64Array(length);
}

type ReadRow = (bytes: Uint8Array, row: TiffSamples) => void;

/** Null for values of a kind that is not known. */
function rowReaderOf({
  bits,
  sampleFormat,
  isDifferenced,
  isLittleEndian,
}: TiffHeader): ReadRow | null {
  const isFraction = sampleFormat === 3;
  // Fractions are differenced in another way.
  if (isDifferenced && bits !== 8 && bits !== 16) return null;
  if (!isFraction && sampleFormat !== 1) return null;
  if (isFraction && (bits === 32 || bits === 64)) {
    return (bytes, row) => {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let at = 0; at < row.length; at += 1) {
        row[at] =
          bits === 32
            ? view.getFloat32(at * 4, isLittleEndian)
            : view.getFloat64(at * 8, isLittleEndian);
      }
    };
  }
  if (isFraction) return null;
  switch (bits) {
    case 1:
    case 2:
    case 4:
      return (bytes, row) => {
        const inByte = 8 / bits;
        for (let at = 0; at < row.length; at += 1) {
          const shift = 8 - bits * ((at % inByte) + 1);
          row[at] = ((bytes[Math.floor(at / inByte)] ?? 0) >> shift) & (2 ** bits - 1);
        }
      };
    case 8:
      return (bytes, row) => row.set(bytes);
    case 16:
      return (bytes, row) => {
        const [high, low] = isLittleEndian ? [1, 0] : [0, 1];
        for (let at = 0; at < row.length; at += 1) {
          row[at] = ((bytes[2 * at + high] ?? 0) << 8) | (bytes[2 * at + low] ?? 0);
        }
      };
    default:
      return null;
  }
}

/** Each value becomes the sum of all before it: the arrays cut it to their bits. Source: TIFF 6.0, section 14. */
function addUp(row: TiffSamples, step: number): void {
  for (let at = step; at < row.length; at += 1) row[at] = (row[at] ?? 0) + (row[at - step] ?? 0);
}
