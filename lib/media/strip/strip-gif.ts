import {
  colorTableBytes,
  GIF_BLOCK,
  GIF_LABEL,
  IMAGE_DESCRIPTOR_BYTES,
  isLoopBlock,
  SCREEN_DESCRIPTOR_END,
  subBlocksEnd,
} from "../gif-blocks";
import { CANNOT_BE_CLEANED, PieceList, type Stripped } from "./stripped";

type Bytes = Uint8Array<ArrayBuffer>;

/** A graphic control with its one sub-block, and its end. */
const GRAPHIC_CONTROL_BYTES = 8;
/** Marker, label and size; the application's name, a sub-block of three bytes; the end of the sub-blocks. */
const LOOP_BYTES = 3 + 11 + 4 + 1;

/**
 * Takes out of a GIF all that its looks do not depend on: comments, texts that no browser draws, what
 * applications have noted (XMP is such a note) but how often it is repeated, bytes between blocks, and what
 * follows its end, or an unknown block. Frames are taken over as they are. One without an end gets one, and so
 * does a last frame whose pixels are all there.
 *
 * Format: https://www.w3.org/Graphics/GIF/spec-gif89a.txt.
 */
export function stripGif(bytes: Bytes): Stripped {
  if (bytes.length < SCREEN_DESCRIPTOR_END) return CANNOT_BE_CLEANED;
  const pieces = new PieceList();
  let hasFrame = false;
  let offset = SCREEN_DESCRIPTOR_END + colorTableBytes(bytes[10] ?? 0);
  if (offset > bytes.length) return CANNOT_BE_CLEANED;
  pieces.keep(0, offset);
  while (offset < bytes.length && bytes[offset] !== GIF_BLOCK.trailer) {
    if (bytes[offset] === 0) {
      offset += 1;
      continue;
    }
    const isFrame = bytes[offset] === GIF_BLOCK.image;
    if (!isFrame && bytes[offset] !== GIF_BLOCK.extension) break;
    // One byte, the size of the first codes, stands before a frame's compressed data.
    const head = isFrame ? IMAGE_DESCRIPTOR_BYTES + colorTableBytes(bytes[offset + 9] ?? 0) + 1 : 2;
    const end = subBlocksEnd(bytes, offset + head);
    if (end === null && !isFrame) break;
    if (isFrame && !isFrameOf(bytes, offset, offset + head - 1)) return CANNOT_BE_CLEANED;
    hasFrame ||= isFrame;
    if (end === null) {
      keepCutFrame(bytes, offset, offset + head, pieces);
      break;
    }
    if (isFrame) pieces.keep(offset, end);
    else keepExtension(bytes, offset, end, pieces);
    offset = end;
  }
  if (!hasFrame) return CANNOT_BE_CLEANED;
  if (bytes[offset] === GIF_BLOCK.trailer) pieces.keep(offset, offset + 1);
  else pieces.put(Uint8Array.of(GIF_BLOCK.trailer));
  return pieces.finish(bytes.length);
}

/** Whether a frame lies within the screen and has codes of a size that there is; else it may be no frame. */
function isFrameOf(bytes: Bytes, start: number, codeSizeAt: number): boolean {
  const u16 = (at: number) => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
  const codeBits = bytes[codeSizeAt] ?? 0;
  const isInside =
    u16(start + 1) + u16(start + 5) <= u16(6) && u16(start + 3) + u16(start + 7) <= u16(8);
  return isInside && codeBits >= 1 && codeBits <= 8;
}

function keepExtension(bytes: Bytes, start: number, end: number, pieces: PieceList): void {
  if (bytes[start + 1] === GIF_LABEL.graphicControl && bytes[start + 2] === 4) {
    if (end - start === GRAPHIC_CONTROL_BYTES) pieces.keep(start, end);
    else pieces.put(closed(bytes.subarray(start, start + GRAPHIC_CONTROL_BYTES - 1)));
  }
  if (!isLoopBlock(bytes, start) || bytes[start + 14] !== 3) return;
  if (end - start === LOOP_BYTES) pieces.keep(start, end);
  else pieces.put(closed(bytes.subarray(start, start + LOOP_BYTES - 1)));
}

/** The last frame of a file that ends within its sub-blocks: the last one gets the length that it has, and the chain an end. */
function keepCutFrame(bytes: Bytes, start: number, blocks: number, pieces: PieceList): void {
  let at = blocks;
  for (let size = bytes[at]; size !== undefined; size = bytes[at]) {
    if (at + 1 + size > bytes.length) break;
    at += 1 + size;
  }
  const rest = bytes.slice(at + 1);
  pieces.keep(start, Math.min(at, bytes.length));
  if (rest.length > 0) pieces.put(Uint8Array.of(rest.length));
  pieces.put(rest);
  pieces.put(Uint8Array.of(0));
}

/** A block whose further sub-blocks are left out. */
function closed(block: Bytes): Bytes {
  const own = new Uint8Array(block.length + 1);
  own.set(block);
  return own;
}
