/** A blob of any size that is never in memory, and counts what is read of it. */
export class CountingBlob extends Blob {
  bytesRead = 0;
  readonly #parts: readonly ({ readonly bytes: Uint8Array } | { readonly zeros: number })[];

  constructor(parts: readonly ({ readonly bytes: Uint8Array } | { readonly zeros: number })[]) {
    super();
    this.#parts = parts;
  }

  override get size(): number {
    return this.#parts.reduce((sum, part) => sum + partBytes(part), 0);
  }

  override slice(start = 0, end = this.size): Blob {
    const stop = Math.min(end, this.size);
    const content = new Uint8Array(Math.max(0, stop - start));
    this.bytesRead += content.length;
    let partStart = 0;
    for (const part of this.#parts) {
      if ("bytes" in part) {
        const from = Math.max(start, partStart);
        const to = Math.min(stop, partStart + part.bytes.length);
        if (from < to) {
          content.set(part.bytes.subarray(from - partStart, to - partStart), from - start);
        }
      }
      partStart += partBytes(part);
    }
    return new Blob([content]);
  }
}

function partBytes(part: { readonly bytes: Uint8Array } | { readonly zeros: number }): number {
  return "bytes" in part ? part.bytes.length : part.zeros;
}
