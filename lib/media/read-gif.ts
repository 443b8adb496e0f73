import {
  colorTableBytes,
  GIF_BLOCK,
  GIF_LABEL,
  IMAGE_DESCRIPTOR_BYTES,
  SCREEN_DESCRIPTOR_END,
  subBlocksEnd,
} from "./gif-blocks";
import { hasAllGifPixels } from "./gif-pixels";
import type { PictureFacts } from "./picture-facts";

/**
 * Reads a GIF block by block up to its trailer and counts its frames; stray zero bytes between blocks are
 * skipped. As decoders do, it stops behind the last frame where the trailer is missing or an unknown block
 * follows. Sizes of zero count as malformed: each decoder makes something else of them.
 *
 * Format: https://www.w3.org/Graphics/GIF/spec-gif89a.txt.
 */
export function readGif(bytes: Uint8Array): PictureFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const hasScreen = bytes.length >= SCREEN_DESCRIPTOR_END;
  let widthPx = hasScreen ? view.getUint16(6, true) : null;
  let heightPx = hasScreen ? view.getUint16(8, true) : null;
  let isOdd = widthPx === 0 || heightPx === 0;
  let frameCount = 0;
  /** A frame was announced that has not come yet. */
  let isAwaited = false;
  const facts = (damage: PictureFacts["damage"]): PictureFacts => ({
    widthPx,
    heightPx,
    frameCount,
    isAnimated: frameCount > 1,
    damage: damage ?? (isOdd ? "malformed" : null),
  });
  if (!hasScreen) return facts("ends-early");

  let offset = SCREEN_DESCRIPTOR_END + colorTableBytes(view.getUint8(10));
  while (offset < bytes.length) {
    const block = view.getUint8(offset);
    if (block === 0) {
      offset += 1;
    } else if (block === GIF_BLOCK.extension) {
      isAwaited ||= bytes[offset + 1] === GIF_LABEL.graphicControl;
      offset = subBlocksEnd(bytes, offset + 2) ?? bytes.length + 1;
    } else if (block === GIF_BLOCK.image) {
      if (offset + IMAGE_DESCRIPTOR_BYTES > bytes.length) return facts("ends-early");
      const [width, height] = [view.getUint16(offset + 5, true), view.getUint16(offset + 7, true)];
      isOdd ||= width === 0 || height === 0;
      if (frameCount === 0) [widthPx, heightPx] = [widthPx || width, heightPx || height];
      const colors = colorTableBytes(view.getUint8(offset + 9));
      // One byte, the size of the first codes, stands before the compressed data.
      const data = offset + IMAGE_DESCRIPTOR_BYTES + colors;
      offset = subBlocksEnd(bytes, data + 1) ?? bytes.length + 1;
      if (offset > bytes.length && !hasAllGifPixels(bytes, data, width * height)) {
        return facts("ends-early");
      }
      frameCount += 1;
      isAwaited = false;
    } else {
      return facts(frameCount > 0 ? null : "malformed");
    }
  }
  return facts(frameCount > 0 && !isAwaited ? null : "ends-early");
}
