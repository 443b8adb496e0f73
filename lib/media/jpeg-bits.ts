/** How many codes there are of each length, and what they stand for. */
export interface HuffmanTable {
  /** The greatest code of each length, from 1 to 16; -1 where there is none. */
  readonly maxCodes: Int32Array;
  /** What to add to a code of a length for its place among the values. */
  readonly offsets: Int32Array;
  readonly values: Uint8Array;
}

/** Source: ITU-T T.81, annex C and F.2.2.3. @param counts 16 of them */
export function buildHuffmanTable(counts: Uint8Array, values: Uint8Array): HuffmanTable {
  const maxCodes = new Int32Array(17).fill(-1);
  const offsets = new Int32Array(17);
  let code = 0;
  let place = 0;
  for (let length = 1; length <= 16; length += 1) {
    const count = counts[length - 1] ?? 0;
    if (count > 0) {
      offsets[length] = place - code;
      place += count;
      code += count;
      maxCodes[length] = code - 1;
    }
    code <<= 1;
  }
  return { maxCodes, offsets, values };
}

/** Reads the bits of a JPEG's coded data. What lies behind its end reads as zeros, and sets {@link isOver}. */
export class JpegBits {
  readonly #bytes: Uint8Array;
  #held = 0;
  #count = 0;
  /** Of the next byte that is not read yet. */
  offset: number;
  /** More was read than there is, or a code that stands for nothing. */
  isOver = false;

  constructor(bytes: Uint8Array, offset: number) {
    this.#bytes = bytes;
    this.offset = offset;
  }

  /** The next bit. */
  bit(): number {
    if (this.#count === 0) this.#load();
    this.#count -= 1;
    return (this.#held >> this.#count) & 1;
  }

  /** The next bits as a number, at most 16 of them. */
  bits(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index += 1) value = (value << 1) | this.bit();
    return value;
  }

  /** What the next code stands for. */
  symbol({ maxCodes, offsets, values }: HuffmanTable): number {
    let code = 0;
    for (let length = 1; length <= 16; length += 1) {
      code = (code << 1) | this.bit();
      if (code <= (maxCodes[length] ?? -1)) return values[code + (offsets[length] ?? 0)] ?? 0;
    }
    this.isOver = true;
    return 0;
  }

  /** Steps over the restart marker that follows; false where none does. */
  restart(): boolean {
    this.#count = 0;
    let at = this.offset;
    while (this.#bytes[at] === 0xff && this.#bytes[at + 1] === 0xff) at += 1;
    const marker = this.#bytes[at + 1] ?? 0;
    if (this.#bytes[at] !== 0xff || marker < 0xd0 || marker > 0xd7) return false;
    this.offset = at + 2;
    return true;
  }

  #load(): void {
    const byte = this.#bytes[this.offset];
    const isData = byte !== undefined && (byte !== 0xff || this.#bytes[this.offset + 1] === 0);
    this.#count = 8;
    this.#held = isData ? byte : 0;
    if (isData) this.offset += byte === 0xff ? 2 : 1;
    else this.isOver = true;
  }
}
