const HEADER_BYTES = 8;
const LARGE_HEADER_BYTES = 16;

/**
 * Follows the boxes of a piece of fragmented MP4 while it comes, and tells whether it ends within one. Only the
 * sizes of the outermost boxes are looked at, so it takes as long as there are boxes. Source: ISO/IEC 14496-12, 4.2.
 */
export class BoxProgress {
  /** What has come of the head of the next box. */
  #head: number[] = [];
  /** What is still to come of the box that is open; null where its end cannot be told. */
  #restBytes: number | null = 0;

  /** Whether content of a box is still to come. */
  get isInsideBox(): boolean {
    return this.#restBytes !== null && this.#restBytes > 0;
  }

  take(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.byteLength && this.#restBytes !== null) {
      const passed = Math.min(this.#restBytes, bytes.byteLength - at);
      this.#restBytes -= passed;
      at += passed;
      if (this.#restBytes === 0) at = this.#takeHead(bytes, at);
    }
  }

  #takeHead(bytes: Uint8Array, from: number): number {
    let at = from;
    while (at < bytes.byteLength && this.#head.length < this.#headBytes()) {
      this.#head.push(bytes[at] ?? 0);
      at += 1;
    }
    const headBytes = this.#headBytes();
    if (this.#head.length < headBytes) return at;
    const view = new DataView(Uint8Array.from(this.#head).buffer);
    const boxBytes = headBytes > HEADER_BYTES ? Number(view.getBigUint64(8)) : view.getUint32(0);
    // 0: up to the end, wherever that is. Any other that small is no size.
    this.#restBytes = boxBytes < headBytes ? null : boxBytes - headBytes;
    this.#head = [];
    return at;
  }

  #headBytes(): number {
    const isLarge = this.#head.length >= 4 && this.#head.slice(0, 4).join() === "0,0,0,1";
    return isLarge ? LARGE_HEADER_BYTES : HEADER_BYTES;
  }
}
