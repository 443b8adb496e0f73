import type { PictureFacts } from "./picture-facts";
import { hasAllWebpPixels } from "./webp-chunks";

const RIFF_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
// Names of chunks, four letters each: "VP8 ", "VP8L", "VP8X".
const LOSSY = 0x56503820;
const LOSSLESS = 0x5650384c;
const EXTENDED = 0x56503858;
const ANIMATION_FLAG = 0x02;

/**
 * Reads a WEBP: its size from the first chunk, and whether the chunks of its picture are there. What the RIFF
 * header announces is often a byte or two more, or less, than the file has: the chunks decide. `totalBytes` is
 * that of the file, of which `bytes` may be only the start.
 *
 * Format: https://developers.google.com/speed/webp/docs/riff_container.
 */
export function readWebp(bytes: Uint8Array, totalBytes: number): PictureFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const picture = readFirstChunk(view);
  const facts = { frameCount: 1, isAnimated: picture?.isAnimated ?? false };
  const riffBytes = bytes.length < RIFF_HEADER_BYTES ? 0 : 8 + view.getUint32(4, true);
  if (picture === null) {
    const isShort = bytes.length < RIFF_HEADER_BYTES || totalBytes < riffBytes;
    const damage = isShort ? "ends-early" : "malformed";
    return { ...facts, widthPx: null, heightPx: null, damage };
  }
  const { widthPx, heightPx } = picture;
  const isWhole = bytes.length < totalBytes || hasAllWebpPixels(bytes, riffBytes);
  return { ...facts, widthPx, heightPx, damage: isWhole ? null : "ends-early" };
}

function readFirstChunk(view: DataView): {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly isAnimated: boolean;
} | null {
  const data = RIFF_HEADER_BYTES + CHUNK_HEADER_BYTES;
  if (view.byteLength < data + 5) return null;
  const chunk = view.getUint32(RIFF_HEADER_BYTES);
  const headBytes = chunk === LOSSLESS ? 5 : 10;
  const chunkBytes = view.getUint32(RIFF_HEADER_BYTES + 4, true);
  // What follows a chunk that is too short for its own head belongs to another.
  if (view.byteLength < data + headBytes || chunkBytes < headBytes) return null;
  const still = { isAnimated: false };
  switch (chunk) {
    case LOSSY: {
      // Three bytes of frame tag, three of start code, then 14 bits each.
      if (view.getUint32(data + 3) >>> 8 !== 0x9d012a) return null;
      const widthPx = view.getUint16(data + 6, true) & 0x3fff;
      return { ...still, widthPx, heightPx: view.getUint16(data + 8, true) & 0x3fff };
    }
    case LOSSLESS: {
      // A signature byte, then 14 bits each, less one.
      if (view.getUint8(data) !== 0x2f) return null;
      const sizes = view.getUint32(data + 1, true);
      return { ...still, widthPx: (sizes & 0x3fff) + 1, heightPx: ((sizes >>> 14) & 0x3fff) + 1 };
    }
    case EXTENDED: {
      // Flags, three reserved bytes, then 24 bits each, less one.
      const widthPx = (view.getUint32(data + 4, true) & 0xffffff) + 1;
      const heightPx = (view.getUint32(data + 6, true) >>> 8) + 1;
      const isAnimated = (view.getUint8(data) & ANIMATION_FLAG) !== 0;
      return { widthPx, heightPx, isAnimated };
    }
    default:
      return null;
  }
}
