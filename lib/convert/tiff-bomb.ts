import { Decompress } from "fflate";
import { createLzwMeter } from "./lzw-meter";
import { eachRun, PACK_BITS } from "./pack-bits";
import type { TiffHeader } from "./tiff-header";

/** So many compressed bytes at a time: Deflate makes at most 1032 times as many of them. */
const STEP_BYTES = 4096;
/** Some programs pad the last strip to a whole one, and a byte or two behind each. */
const SLACK_BYTES = 1024 * 1024;

class Overflow extends Error {}

/**
 * Whether a TIFF's strips or tiles hold more than its pixels need, as no honest file's do. They are unpacked
 * step by step and thrown away, so that memory stays flat; the decoder (tiff 7.1.3) unpacks each whole.
 */
export function isTiffBomb(bytes: Uint8Array<ArrayBuffer>, header: TiffHeader): boolean {
  const { pieces, compression, pixelBytes, paddedWidthPx, paddedHeightPx } = header;
  if (pieces.length > paddedWidthPx * paddedHeightPx) return true;
  const padding = (paddedWidthPx * paddedHeightPx) / (header.widthPx * header.heightPx);
  let left = 2 * pixelBytes * padding + SLACK_BYTES;
  const take = (unpackedBytes: number) => {
    left -= unpackedBytes;
    if (left < 0) throw new Overflow();
  };
  const measureLzw = createLzwMeter(take);
  try {
    for (const { startByte, totalBytes } of pieces) {
      const piece = bytes.subarray(startByte, startByte + totalBytes);
      if (compression === 5) measureLzw(piece);
      else if (compression === 8 || compression === 32_946) inflate(piece, take);
      else if (compression === PACK_BITS) {
        for (const run of eachRun(piece)) take(run.bytes.length * run.times);
      }
    }
    return false;
  } catch (failure) {
    if (failure instanceof Overflow) return true;
    // Damaged: the decoder stops where this did, and says so.
    return false;
  }
}

function inflate(piece: Uint8Array, take: (unpackedBytes: number) => void): void {
  const stream = new Decompress((part) => take(part.length));
  for (let at = 0; at < piece.length; at += STEP_BYTES) {
    const end = Math.min(at + STEP_BYTES, piece.length);
    stream.push(piece.subarray(at, end), end === piece.length);
  }
}
