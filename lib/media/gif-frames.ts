import {
  colorTableBytes,
  GIF_BLOCK,
  GIF_LABEL,
  IMAGE_DESCRIPTOR_BYTES,
  isLoopBlock,
  SCREEN_DESCRIPTOR_END,
  subBlocksEnd,
} from "./gif-blocks";

/** From one byte up to another, exclusive. */
export interface GifRange {
  readonly startByte: number;
  readonly endByte: number;
}

/** What becomes of a frame before the next one is drawn: as the file names it, 0 to 7. */
export const GIF_DISPOSAL = { keep: 1, clear: 2, restore: 3 } as const;

/** One frame of a GIF: where it lies in the file, and on the screen. */
export interface GifFrame {
  /** Its descriptor, its own colours and its codes. */
  readonly image: GifRange;
  /** The block that tells how it is shown; null: there is none. */
  readonly control: GifRange | null;
  /** As the file says. */
  readonly delayMs: number;
  /** See {@link GIF_DISPOSAL}; every other number keeps it. */
  readonly disposal: number;
  /** The colour that is seen through; null: none. */
  readonly clearIndex: number | null;
  readonly left: number;
  readonly top: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly isInterlaced: boolean;
  /** Its own, else those of all frames; empty where there are none. */
  readonly colors: GifRange;
  /** The byte that tells how long the first codes are, before the sub-blocks. */
  readonly codesAt: number;
}

/** A GIF in its parts. */
export interface GifFrames {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Up to and with the colours of all frames. */
  readonly head: GifRange;
  /** The blocks that tell how often the frames are repeated. */
  readonly loops: readonly GifRange[];
  readonly frames: readonly GifFrame[];
}

/**
 * Lists the frames of a GIF. It ends, as for decoders, where a block is cut off or of no known kind. Takes time that grows with the
 * bytes, and decodes nothing.
 *
 * @returns null where there is no frame, or one that lies beside the screen
 * Format: https://www.w3.org/Graphics/GIF/spec-gif89a.txt.
 */
export function readGifFrames(bytes: Uint8Array): GifFrames | null {
  if (bytes.length < SCREEN_DESCRIPTOR_END) return null;
  const u16 = (at: number) => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
  const [widthPx, heightPx] = [u16(6), u16(8)];
  const head = {
    startByte: 0,
    endByte: SCREEN_DESCRIPTOR_END + colorTableBytes(bytes[10] ?? 0),
  };
  const loops: GifRange[] = [];
  const frames: GifFrame[] = [];
  let control: GifRange | null = null;
  let offset = head.endByte;
  while (offset < bytes.length) {
    const block = bytes[offset];
    if (block === 0) {
      offset += 1;
      continue;
    }
    if (block === GIF_BLOCK.extension) {
      const endByte = subBlocksEnd(bytes, offset + 2);
      if (endByte === null) break;
      const range = { startByte: offset, endByte };
      if (isControl(bytes, range)) control = range;
      if (isLoopBlock(bytes, offset)) loops.push(range);
      offset = endByte;
      continue;
    }
    if (block !== GIF_BLOCK.image) break;
    const flags = bytes[offset + 9] ?? 0;
    const ownColors = offset + IMAGE_DESCRIPTOR_BYTES;
    const codesAt = ownColors + colorTableBytes(flags);
    const endByte = subBlocksEnd(bytes, codesAt + 1);
    if (endByte === null) break;
    const frame = {
      image: { startByte: offset, endByte },
      control,
      ...readControl(bytes, control),
      left: u16(offset + 1),
      top: u16(offset + 3),
      widthPx: u16(offset + 5),
      heightPx: u16(offset + 7),
      isInterlaced: (flags & 0x40) !== 0,
      colors:
        codesAt > ownColors
          ? { startByte: ownColors, endByte: codesAt }
          : { startByte: SCREEN_DESCRIPTOR_END, endByte: head.endByte },
      codesAt,
    };
    const isInside =
      frame.left + frame.widthPx <= widthPx && frame.top + frame.heightPx <= heightPx;
    if (!isInside || frame.widthPx === 0 || frame.heightPx === 0) return null;
    frames.push(frame);
    control = null;
    offset = endByte;
  }
  return frames.length === 0 ? null : { widthPx, heightPx, head, loops, frames };
}

function isControl(bytes: Uint8Array, { startByte }: GifRange): boolean {
  return bytes[startByte + 1] === GIF_LABEL.graphicControl && bytes[startByte + 2] === 4;
}

function readControl(
  bytes: Uint8Array,
  control: GifRange | null,
): Pick<GifFrame, "delayMs" | "disposal" | "clearIndex"> {
  if (control === null) return { delayMs: 0, disposal: 0, clearIndex: null };
  const at = control.startByte;
  const flags = bytes[at + 3] ?? 0;
  return {
    delayMs: 10 * ((bytes[at + 4] ?? 0) | ((bytes[at + 5] ?? 0) << 8)),
    disposal: (flags >> 2) & 0x07,
    clearIndex: (flags & 0x01) === 0 ? null : (bytes[at + 6] ?? 0),
  };
}
