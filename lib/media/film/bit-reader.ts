/** Reads numbers of any count of bits. Past the end it reads zeros; `isExhausted` tells. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Whether more was read than there is. */
  get isExhausted(): boolean {
    return this.#at > this.#bytes.length * 8;
  }

  /** How many bits there are behind the place of reading. */
  get bitsLeft(): number {
    return Math.max(0, this.#bytes.length * 8 - this.#at);
  }

  /** @param count at most 32 */
  read(count: number): number {
    let value = 0;
    for (let done = 0; done < count; done += 1) {
      const byte = this.#bytes[this.#at >> 3] ?? 0;
      value = value * 2 + ((byte >> (7 - (this.#at & 7))) & 1);
      this.#at += 1;
    }
    return value;
  }

  /** An Exp-Golomb code, `ue(v)`. Source: ITU-T H.264, 9.1. */
  readUnsigned(): number {
    let zeros = 0;
    while (zeros < 32 && this.read(1) === 0) zeros += 1;
    return 2 ** zeros - 1 + this.read(zeros);
  }

  /** The same with a sign, `se(v)`. */
  readSigned(): number {
    const code = this.readUnsigned();
    return code % 2 === 1 ? (code + 1) / 2 : -code / 2;
  }
}
