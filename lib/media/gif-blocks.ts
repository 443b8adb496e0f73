/*
 * What all that goes through a GIF's blocks has to know of them.
 * Format: https://www.w3.org/Graphics/GIF/spec-gif89a.txt.
 */

/** How many bytes the signature and the description of the screen take; the colours of all frames follow. */
export const SCREEN_DESCRIPTOR_END = 13;

/** How many bytes a frame's description takes, its mark included; its own colours follow. */
export const IMAGE_DESCRIPTOR_BYTES = 10;

/** The first byte of a block; behind that of an extension its label. */
export const GIF_BLOCK = {
  extension: 0x21,
  image: 0x2c,
  trailer: 0x3b,
} as const;

/** Labels of extensions. */
export const GIF_LABEL = {
  /** Delay, disposal and transparency of the frame that follows: one sub-block of four bytes. */
  graphicControl: 0xf9,
  application: 0xff,
} as const;

/** Whether the extension at an offset is of an application that says how often the frames are repeated. */
export function isLoopBlock(bytes: Uint8Array, start: number): boolean {
  if (bytes[start + 1] !== GIF_LABEL.application || bytes[start + 2] !== 11) return false;
  const name = String.fromCharCode(...bytes.subarray(start + 3, start + 14));
  return name === "NETSCAPE2.0" || name === "ANIMEXTS1.0";
}

/** The size of the colour table that a packed flags byte announces, in bytes. */
export function colorTableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 0x07) + 1);
}

/** The offset after a chain of sub-blocks; null where it is not ended within the file. */
export function subBlocksEnd(bytes: Uint8Array, start: number): number | null {
  let offset = start;
  for (let size = bytes[offset]; size !== 0; size = bytes[offset]) {
    if (size === undefined) return null;
    offset += 1 + size;
  }
  return offset + 1;
}
