import { CODE_TABLE_SIZE, readGifCodes } from "./gif-codes";

/**
 * Whether a frame's coded data hold all of its pixels: the chain of sub-blocks may lack its end, or the rest of
 * its last one. The codes are read without making pixels of them.
 *
 * @param start of the byte that tells how long the first codes are
 * Format: https://www.w3.org/Graphics/GIF/spec-gif89a.txt, appendix F.
 */
export function hasAllGifPixels(bytes: Uint8Array, start: number, pixels: number): boolean {
  const codeBits = bytes[start] ?? 0;
  if (codeBits < 1 || codeBits > 8) return false;
  const clear = 1 << codeBits;
  const lengths = new Uint32Array(CODE_TABLE_SIZE).fill(1, 0, clear);
  const codes = readGifCodes(bytes, start + 1);
  let left = pixels;
  let bits = codeBits + 1;
  let next = clear + 2;
  let last: number | null = null;
  while (left > 0) {
    const code = codes(bits);
    if (code === null || code === clear + 1) return false;
    if (code === clear) {
      bits = codeBits + 1;
      next = clear + 2;
      last = null;
      continue;
    }
    const lastLength: number = last === null ? 0 : (lengths[last] ?? 0);
    if (code > next || (code === next && last === null)) return false;
    left -= code === next ? lastLength + 1 : (lengths[code] ?? 0);
    if (last !== null && next < CODE_TABLE_SIZE) {
      lengths[next] = lastLength + 1;
      next += 1;
      if (next === 1 << bits && bits < 12) bits += 1;
    }
    last = code;
  }
  return true;
}
