import { findJpegPixelsEnd } from "./jpeg-pixels";
import type { PictureFacts } from "./picture-facts";

const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const DEFINE_LINE_COUNT = 0xdc;

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7;
}

/** SOF0 to SOF15, without the three markers in between that mean something else. */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Frames that browsers decode: Huffman codes, coefficients in one go or in several. Others are arithmetic, lossless, or differences. */
function isCommonFrame(marker: number): boolean {
  return marker <= 0xc2;
}

/**
 * Reads a JPEG up to the end of its first image: thumbnails lie inside segments that are skipped,
 * and whatever follows (a second image, a video, padding) is not looked at. One without an end mark is whole
 * when all of its pixels are there. One in a coding that no browser reads counts as malformed.
 * Format: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B.
 */
export function readJpeg(bytes: Uint8Array): PictureFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let widthPx: number | null = null;
  let heightPx: number | null = null;
  let hasScan = false;
  let isCommon = true;
  const facts = (damage: PictureFacts["damage"]): PictureFacts => ({
    widthPx,
    heightPx,
    frameCount: 1,
    isAnimated: false,
    damage,
  });

  let offset = 2;
  while (offset + 1 < bytes.length) {
    const marker = view.getUint8(offset + 1);
    if (view.getUint8(offset) !== 0xff || marker === 0xff) {
      // A stray byte, which decoders forgive, or a fill byte.
      offset += 1;
      continue;
    }
    offset += 2;
    if (marker === END_OF_IMAGE) {
      return facts(hasScan && widthPx !== null && isCommon ? null : "malformed");
    }
    if (marker === START_OF_IMAGE || marker === 0x01 || isRestart(marker)) continue;

    if (offset + 2 > bytes.length) break;
    const segmentBytes = view.getUint16(offset);
    if (segmentBytes < 2) return facts("malformed");
    if (offset + segmentBytes > bytes.length) break;
    if (isStartOfFrame(marker) && segmentBytes >= 7) {
      isCommon = isCommonFrame(marker) && view.getUint8(offset + 2) === 8;
      heightPx = view.getUint16(offset + 3);
      widthPx = view.getUint16(offset + 5);
    }
    if (marker === DEFINE_LINE_COUNT && segmentBytes >= 4 && heightPx === 0) {
      heightPx = view.getUint16(offset + 2);
    }
    offset += segmentBytes;
    if (marker === START_OF_SCAN) {
      hasScan = true;
      offset = findScanEnd(bytes, offset);
    }
  }
  return facts(hasScan && findJpegPixelsEnd(bytes) !== null ? null : "ends-early");
}

/** The offset of the first marker after a scan's data; in the data a 0xFF is stuffed with 0x00. */
function findScanEnd(bytes: Uint8Array, start: number): number {
  let offset = bytes.indexOf(0xff, start);
  while (offset >= 0 && offset + 1 < bytes.length) {
    const next = bytes[offset + 1] ?? 0;
    if (next !== 0 && !isRestart(next)) return offset;
    offset = bytes.indexOf(0xff, offset + 2);
  }
  return bytes.length;
}
