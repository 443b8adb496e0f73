/** Codes have at most 12 bits. */
const TABLE_SIZE = 4096;

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
  const lengths = new Uint32Array(TABLE_SIZE).fill(1, 0, clear);
  const codes = readCodes(bytes, start + 1);
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
    if (last !== null && next < TABLE_SIZE) {
      lengths[next] = lastLength + 1;
      next += 1;
      if (next === 1 << bits && bits < 12) bits += 1;
    }
    last = code;
  }
  return true;
}

/** Reads codes of so many bits out of a chain of sub-blocks; null where there are no more. */
function readCodes(bytes: Uint8Array, start: number): (bits: number) => number | null {
  let at = start;
  let blockLeft = 0;
  let held = 0;
  let heldBits = 0;
  return (bits) => {
    while (heldBits < bits) {
      if (blockLeft === 0) {
        blockLeft = bytes[at] ?? 0;
        at += 1;
        if (blockLeft === 0) return null;
      }
      const byte = bytes[at];
      if (byte === undefined) return null;
      held |= byte << heldBits;
      heldBits += 8;
      at += 1;
      blockLeft -= 1;
    }
    const code = held & ((1 << bits) - 1);
    held >>>= bits;
    heldBits -= bits;
    return code;
  };
}
