import type { PictureFacts } from "./picture-facts";
import { CHECKED_CHUNKS, hasChecksum } from "./png-checksum";

const SIGNATURE_BYTES = 8;
/** Length and type before a chunk's data, checksum after it. */
const CHUNK_OVERHEAD_BYTES = 12;
const MAX_CHUNK_BYTES = 2 ** 31 - 1;

/**
 * Reads a PNG up to its end chunk. A wrong checksum of what the picture is made of counts as malformed; others
 * are not verified. An animated PNG names its frames in an `acTL` chunk. Format: https://www.w3.org/TR/png-3/#5DataRep.
 */
export function readPng(bytes: Uint8Array): PictureFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let widthPx: number | null = null;
  let heightPx: number | null = null;
  let frameCount = 1;
  let hasPixels = false;
  let isIntact = true;
  const facts = (damage: PictureFacts["damage"]): PictureFacts => ({
    widthPx,
    heightPx,
    frameCount,
    isAnimated: frameCount > 1,
    damage,
  });

  let offset = SIGNATURE_BYTES;
  while (offset + CHUNK_OVERHEAD_BYTES <= bytes.length) {
    const dataBytes = view.getUint32(offset);
    const type = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
    const data = offset + 8;
    if (dataBytes > MAX_CHUNK_BYTES || !/^[A-Za-z]{4}$/.test(type)) return facts("malformed");
    if (widthPx === null && (type !== "IHDR" || dataBytes !== 13)) return facts("malformed");
    offset += CHUNK_OVERHEAD_BYTES + dataBytes;
    if (offset > bytes.length) break;
    isIntact &&= !CHECKED_CHUNKS.has(type) || hasChecksum(bytes, view, data - 4, offset - 4);
    if (type === "IHDR") {
      widthPx = view.getUint32(data);
      heightPx = view.getUint32(data + 4);
    } else if (type === "acTL" && dataBytes >= 8 && !hasPixels) {
      frameCount = view.getUint32(data);
    } else if (type === "IDAT") {
      hasPixels = true;
    } else if (type === "IEND") {
      return facts(hasPixels && isIntact ? null : "malformed");
    }
  }
  return facts("ends-early");
}
