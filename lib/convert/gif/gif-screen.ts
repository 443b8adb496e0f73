import { CODE_TABLE_SIZE, readGifCodes } from "../../media/gif-codes";
import { GIF_DISPOSAL, type GifFrame, type GifFrames } from "../../media/gif-frames";

/**
 * What a GIF shows after each of its frames. A pixel is 0 where nothing is drawn, else `0xffRRGGBB`. Browsers do not draw the
 * background colour, and neither does this.
 */
export class GifScreen {
  readonly pixels: Uint32Array<ArrayBuffer>;
  readonly #bytes: Uint8Array;
  readonly #widthPx: number;
  /** What was there before the frame that was drawn last, where that comes back. */
  #before: Uint32Array<ArrayBuffer> | null = null;

  /** Begins with an empty screen. */
  constructor(bytes: Uint8Array, { widthPx, heightPx }: GifFrames) {
    this.#bytes = bytes;
    this.#widthPx = widthPx;
    this.pixels = new Uint32Array(widthPx * heightPx);
  }

  /** Whether nothing is drawn. */
  isEmpty(): boolean {
    return this.pixels.every((pixel) => pixel === 0);
  }

  /**
   * Draws a frame over what is there.
   *
   * @returns false where it is damaged: it has fewer pixels than it should, or no colour for one of them
   */
  draw(frame: GifFrame): boolean {
    const indices = decodePixels(this.#bytes, frame);
    if (indices === null) return false;
    this.#before = frame.disposal === GIF_DISPOSAL.restore ? this.pixels.slice() : null;
    const { startByte, endByte } = frame.colors;
    const colors = this.#bytes.subarray(startByte, endByte);
    const rows = frame.isInterlaced ? interlacedRows(frame.heightPx) : null;
    for (let row = 0, at = 0; row < frame.heightPx; row += 1) {
      const y = frame.top + (rows?.[row] ?? row);
      let to = y * this.#widthPx + frame.left;
      for (let x = 0; x < frame.widthPx; x += 1, at += 1, to += 1) {
        const index = indices[at] ?? 0;
        if (index === frame.clearIndex) continue;
        const [red, green, blue] = [
          colors[3 * index],
          colors[3 * index + 1],
          colors[3 * index + 2],
        ];
        if (red === undefined || green === undefined || blue === undefined) return false;
        this.pixels[to] = (0xff000000 | (red << 16) | (green << 8) | blue) >>> 0;
      }
    }
    return true;
  }

  /** Does with the frame that was drawn last what is done before the next one. */
  dispose({ disposal, left, top, widthPx, heightPx }: GifFrame): void {
    if (disposal === GIF_DISPOSAL.clear) {
      for (let y = top; y < top + heightPx; y += 1) {
        this.pixels.fill(0, y * this.#widthPx + left, y * this.#widthPx + left + widthPx);
      }
    }
    if (disposal === GIF_DISPOSAL.restore && this.#before !== null) this.pixels.set(this.#before);
  }
}

/** The colours of a frame's pixels as they are coded; null where some are missing. */
function decodePixels(
  bytes: Uint8Array,
  { codesAt, widthPx, heightPx }: GifFrame,
): Uint8Array | null {
  const codeBits = bytes[codesAt] ?? 0;
  if (codeBits < 1 || codeBits > 8) return null;
  const clear = 1 << codeBits;
  const pixels = new Uint8Array(widthPx * heightPx);
  /** Of each code: the code before its last pixel, that pixel, its first one, and how many there are. */
  const prefixes = new Uint16Array(CODE_TABLE_SIZE);
  const lasts = new Uint8Array(CODE_TABLE_SIZE);
  const firsts = new Uint8Array(CODE_TABLE_SIZE);
  const lengths = new Uint32Array(CODE_TABLE_SIZE);
  for (let code = 0; code < clear; code += 1) {
    lasts[code] = code;
    firsts[code] = code;
    lengths[code] = 1;
  }
  const codes = readGifCodes(bytes, codesAt + 1);
  let at = 0;
  let bits = codeBits + 1;
  let next = clear + 2;
  let before: number | null = null;
  while (at < pixels.length) {
    const code = codes(bits);
    if (code === null || code === clear + 1) return null;
    if (code === clear) {
      bits = codeBits + 1;
      next = clear + 2;
      before = null;
      continue;
    }
    if (code > next || (code === next && before === null)) return null;
    if (before !== null && next < CODE_TABLE_SIZE) {
      prefixes[next] = before;
      lasts[next] = firsts[code === next ? before : code] ?? 0;
      firsts[next] = firsts[before] ?? 0;
      lengths[next] = (lengths[before] ?? 0) + 1;
      next += 1;
      if (next === 1 << bits && bits < 12) bits += 1;
    } else if (code === next) return null;
    const length = lengths[code] ?? 0;
    let from = code;
    for (let to = at + length - 1; to >= at; to -= 1) {
      // Writing beyond the end of a typed array does nothing.
      pixels[to] = lasts[from] ?? 0;
      from = prefixes[from] ?? 0;
    }
    at += length;
    before = code;
  }
  return pixels;
}

/** In which rows those of an interlaced frame lie, in the order in which they are coded. */
function interlacedRows(heightPx: number): number[] {
  const passes = [
    { first: 0, step: 8 },
    { first: 4, step: 8 },
    { first: 2, step: 4 },
    { first: 1, step: 2 },
  ];
  return passes.flatMap(({ first, step }) => {
    const count = Math.max(0, Math.ceil((heightPx - first) / step));
    return Array.from({ length: count }, (_, index) => first + index * step);
  });
}
