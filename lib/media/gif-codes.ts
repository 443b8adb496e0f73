/** Codes have at most 12 bits. */
export const CODE_TABLE_SIZE = 4096;

/**
 * Reads the codes of a frame out of its chain of sub-blocks.
 *
 * @param start of the first sub-block
 * @returns reads a code of so many bits; null where there are no more
 * Format: https://www.w3.org/Graphics/GIF/spec-gif89a.txt, appendix F.
 */
export function readGifCodes(bytes: Uint8Array, start: number): (bits: number) => number | null {
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
