import type { PictureFacts } from "./picture-facts";

const SCREEN_DESCRIPTOR_END = 13;
const IMAGE_DESCRIPTOR_BYTES = 10;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;

/** The size of the colour table that a packed flags byte announces. */
function colorTableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 0x07) + 1);
}

/**
 * Reads a GIF block by block up to its trailer and counts its frames; stray zero bytes between
 * blocks are skipped. Format: https://www.w3.org/Graphics/GIF/spec-gif89a.txt.
 */
export function readGif(bytes: Uint8Array): PictureFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const hasScreen = bytes.length >= SCREEN_DESCRIPTOR_END;
  let frameCount = 0;
  const facts = (damage: PictureFacts["damage"]): PictureFacts => ({
    widthPx: hasScreen ? view.getUint16(6, true) : null,
    heightPx: hasScreen ? view.getUint16(8, true) : null,
    frameCount,
    isAnimated: frameCount > 1,
    damage,
  });
  if (!hasScreen) return facts("ends-early");

  let offset = SCREEN_DESCRIPTOR_END + colorTableBytes(view.getUint8(10));
  while (offset < bytes.length) {
    const block = view.getUint8(offset);
    if (block === TRAILER) return facts(frameCount > 0 ? null : "malformed");
    if (block === 0) {
      offset += 1;
    } else if (block === EXTENSION) {
      offset = skipSubBlocks(bytes, offset + 2);
    } else if (block === IMAGE) {
      if (offset + IMAGE_DESCRIPTOR_BYTES > bytes.length) break;
      const colors = colorTableBytes(view.getUint8(offset + 9));
      // One byte, the size of the first codes, stands before the compressed data.
      offset = skipSubBlocks(bytes, offset + IMAGE_DESCRIPTOR_BYTES + colors + 1);
      if (offset <= bytes.length) frameCount += 1;
    } else {
      return facts("malformed");
    }
  }
  return facts("ends-early");
}

/** The offset after a chain of sub-blocks; beyond the end when the chain is not terminated. */
function skipSubBlocks(bytes: Uint8Array, start: number): number {
  let offset = start;
  for (let size = bytes[offset]; size !== 0; size = bytes[offset]) {
    if (size === undefined) return bytes.length + 1;
    offset += 1 + size;
  }
  return offset + 1;
}
