/** More than V8 gives away without collecting first. Nothing is written to it: it takes no memory. */
const PROVOCATION_BYTES = 256 * 1024 * 1024;

/**
 * Has blobs collected that are needed no more. To the garbage collector a blob is a handle of a few
 * bytes: of 512 MB that were stored, the browser was seen to keep 350 MB until some later collection.
 * An array counts with its size, so asking for a large one, which is given back at once, brings a
 * collection. Measured in Chromium 156; elsewhere it may do nothing.
 */
export class BlobCollector {
  readonly #everyBytes: number;
  #uncollectedBytes = 0;

  /** @param everyBytes so many bytes of blobs may wait */
  constructor(everyBytes: number) {
    this.#everyBytes = everyBytes;
  }

  /** Notes that a blob with so many bytes in memory is needed no more. */
  note(bytes: number): void {
    this.#uncollectedBytes += bytes;
    if (this.#uncollectedBytes < this.#everyBytes) return;
    this.#uncollectedBytes = 0;
    try {
      new ArrayBuffer(PROVOCATION_BYTES).transfer(0);
    } catch (error) {
      // Where so much cannot even be asked for, the collector is at work already.
      if (!(error instanceof RangeError)) throw error;
    }
  }
}
