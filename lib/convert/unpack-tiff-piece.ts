import { Decompress } from "fflate";
import { unpackLzw } from "./unpack-lzw";

/** So many compressed bytes at a time: Deflate makes at most 1032 times as many of them. */
const STEP_BYTES = 4096;

/** How the pieces of a TIFF are packed, as far as it is read here. */
const UNPACK: Readonly<Record<number, (piece: Uint8Array, mostBytes: number) => Uint8Array>> = {
  1: (piece, mostBytes) => piece.subarray(0, mostBytes),
  5: unpackLzw,
  8: inflate,
  32_946: inflate,
  32_773: unpackBits,
};

/**
 * Unpacks a strip or tile of a TIFF, as far as it is whole. Memory holds what is needed and no more, whatever the
 * piece would become.
 *
 * @param mostBytes what comes behind these is not read
 * @returns null for a way of packing that is not known
 */
export function unpackTiffPiece(
  piece: Uint8Array,
  compression: number,
  mostBytes: number,
): Uint8Array | null {
  return UNPACK[compression]?.(piece, mostBytes) ?? null;
}

function inflate(piece: Uint8Array, mostBytes: number): Uint8Array {
  const out = new Uint8Array(mostBytes);
  let written = 0;
  const stream = new Decompress((part) => {
    const fitting = part.subarray(0, mostBytes - written);
    out.set(fitting, written);
    written += fitting.length;
  });
  try {
    for (let at = 0; at < piece.length; at += STEP_BYTES) {
      if (written === mostBytes) break;
      const end = Math.min(at + STEP_BYTES, piece.length);
      stream.push(piece.subarray(at, end), end === piece.length);
    }
  } catch (failure) {
    // Damaged from here on: whether what came before is enough, the caller sees.
    if (!(failure instanceof Error)) throw failure;
  }
  return out.subarray(0, written);
}

/** Runs of bytes that stand there, or of one that is repeated. Source: TIFF 6.0, section 9. */
function unpackBits(piece: Uint8Array, mostBytes: number): Uint8Array {
  const out = new Uint8Array(mostBytes);
  let written = 0;
  let at = 0;
  while (at + 1 < piece.length && written < mostBytes) {
    const code = piece[at] ?? 0;
    at += 1;
    if (code === 128) continue;
    if (code > 128) {
      const end = Math.min(written + 257 - code, mostBytes);
      out.fill(piece[at] ?? 0, written, end);
      written = end;
      at += 1;
    } else {
      const run = piece.subarray(at, at + Math.min(code + 1, mostBytes - written));
      out.set(run, written);
      written += run.length;
      at += code + 1;
    }
  }
  return out.subarray(0, written);
}
