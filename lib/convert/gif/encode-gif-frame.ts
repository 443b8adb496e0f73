import { CODE_TABLE_SIZE } from "../../media/gif-codes";

/** How a frame is shown. */
export interface FrameShowing {
  /** A multiple of 10. */
  readonly delayMs: number;
  /** As the file names it, see `GIF_DISPOSAL`. */
  readonly disposal: number;
  /** The colour that is seen through; null: none. */
  readonly clearIndex: number | null;
}

/** The block before a frame that tells how it is shown. */
export function controlBlock({
  delayMs,
  disposal,
  clearIndex,
}: FrameShowing): Uint8Array<ArrayBuffer> {
  const delay = Math.round(delayMs / 10);
  const flags = (disposal << 2) | (clearIndex === null ? 0 : 1);
  return Uint8Array.of(0x21, 0xf9, 4, flags, delay & 0xff, delay >> 8, clearIndex ?? 0, 0);
}

/** A frame that fills the screen. */
export interface EncodedFrame {
  /** Its descriptor, colours and codes. */
  readonly image: Uint8Array<ArrayBuffer>;
  /** The colour that is seen through; null where no colour is left for that: then no pixel is empty. */
  readonly clearIndex: number | null;
}

const MOST_COLORS = 256;

/**
 * Codes all that a screen shows as one frame, to the pixel.
 *
 * @param pixels as `GifScreen` has them
 * @returns null where it shows more colours than a frame can have
 */
export function encodeGifFrame(
  pixels: Uint32Array,
  widthPx: number,
  heightPx: number,
): EncodedFrame | null {
  const indices = new Uint8Array(pixels.length);
  const colors = new Map<number, number>();
  for (const [at, pixel] of pixels.entries()) {
    let index = colors.get(pixel);
    if (index === undefined) {
      if (colors.size === MOST_COLORS) return null;
      index = colors.size;
      colors.set(pixel, index);
    }
    indices[at] = index;
  }
  // One that shows nothing can be cleared away to nothing.
  if (colors.size < MOST_COLORS && !colors.has(0)) colors.set(0, colors.size);
  const clearIndex = colors.get(0) ?? null;
  const codeBits = Math.max(2, Math.ceil(Math.log2(colors.size)));
  const table = new Uint8Array(3 << codeBits);
  for (const [color, index] of colors) {
    table.set([(color >> 16) & 0xff, (color >> 8) & 0xff, color & 0xff], 3 * index);
  }
  const u16 = (value: number) => [value & 0xff, value >> 8];
  const descriptor = [0x2c, 0, 0, 0, 0, ...u16(widthPx), ...u16(heightPx), 0x80 | (codeBits - 1)];
  const codes = encodeCodes(indices, codeBits);
  const image = new Uint8Array(descriptor.length + table.length + codes.length);
  image.set(descriptor);
  image.set(table, descriptor.length);
  image.set(codes, descriptor.length + table.length);
  return { image, clearIndex };
}

/** The length of the first codes, and the chain of sub-blocks. */
function encodeCodes(indices: Uint8Array, codeBits: number): Uint8Array<ArrayBuffer> {
  const clear = 1 << codeBits;
  const writer = new CodeWriter();
  const known = new Map<number, number>();
  let bits = codeBits + 1;
  let next = clear + 2;
  writer.write(clear, bits);
  let code = indices[0] ?? 0;
  for (let at = 1; at < indices.length; at += 1) {
    const pixel = indices[at] ?? 0;
    const key = (code << 8) | pixel;
    const longer = known.get(key);
    if (longer !== undefined) {
      code = longer;
      continue;
    }
    writer.write(code, bits);
    if (next < CODE_TABLE_SIZE) {
      known.set(key, next);
      if (next === 1 << bits) bits += 1;
      next += 1;
    } else {
      writer.write(clear, bits);
      known.clear();
      bits = codeBits + 1;
      next = clear + 2;
    }
    code = pixel;
  }
  writer.write(code, bits);
  // Whoever reads has learnt a code of the last one, too.
  if (next === 1 << bits && bits < 12) bits += 1;
  writer.write(clear + 1, bits);
  return writer.finish(codeBits);
}

const BLOCK_BYTES = 255;

/** Packs codes into bytes, the lowest bits first. */
class CodeWriter {
  readonly #bytes: number[] = [];
  #held = 0;
  #heldBits = 0;

  write(code: number, bits: number): void {
    this.#held |= code << this.#heldBits;
    this.#heldBits += bits;
    while (this.#heldBits >= 8) {
      this.#bytes.push(this.#held & 0xff);
      this.#held >>>= 8;
      this.#heldBits -= 8;
    }
  }

  /** All that was written, in sub-blocks, behind the length of the first codes. */
  finish(codeBits: number): Uint8Array<ArrayBuffer> {
    if (this.#heldBits > 0) this.#bytes.push(this.#held);
    const { length } = this.#bytes;
    const blocks = Math.ceil(length / BLOCK_BYTES);
    const packed = new Uint8Array(1 + length + blocks + 1);
    packed[0] = codeBits;
    for (let block = 0; block < blocks; block += 1) {
      const data = this.#bytes.slice(block * BLOCK_BYTES, (block + 1) * BLOCK_BYTES);
      const at = 1 + block * (BLOCK_BYTES + 1);
      packed[at] = data.length;
      packed.set(data, at + 1);
    }
    return packed;
  }
}
