type Body = ReadableStream<Uint8Array<ArrayBuffer>>;

/**
 * One buffer for all parts of a file, filled by the browser itself where it can: the pieces that a usual
 * reader gives stay in memory until the page happens to collect its garbage.
 */
export interface PartFiller {
  /** How many bytes the buffer holds. */
  readonly heldBytes: number;
  /** Waits for more bytes. @returns whether the end was reached */
  fill(): Promise<boolean>;
  /** Takes what the buffer holds: a handle, so that the bytes go to the browser once, and pass through no process on their way. */
  take(): Blob;
}

/** Reads a body into parts of at most `partBytes`. */
export function fillParts(body: Body, partBytes: number): PartFiller {
  // Firefox's scripts live apart from the page, whose streams cannot fill their buffers.
  return "cloneInto" in globalThis
    ? new CopyingFiller(body, partBytes)
    : new DirectFiller(body, partBytes);
}

class DirectFiller implements PartFiller {
  readonly #reader: ReadableStreamBYOBReader;
  #buffer: ArrayBuffer;
  heldBytes = 0;

  constructor(body: Body, partBytes: number) {
    this.#reader = body.getReader({ mode: "byob" });
    this.#buffer = new ArrayBuffer(partBytes);
  }

  async fill(): Promise<boolean> {
    const view = new Uint8Array(this.#buffer, this.heldBytes);
    const { done, value } = await this.#reader.read(view);
    if (value === undefined) return true;
    this.#buffer = value.buffer;
    this.heldBytes += value.byteLength;
    return done;
  }

  take(): Blob {
    const part = new Blob([new Uint8Array(this.#buffer, 0, this.heldBytes)]);
    this.heldBytes = 0;
    return part;
  }
}

class CopyingFiller implements PartFiller {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;
  readonly #buffer: Uint8Array<ArrayBuffer>;
  #left = new Uint8Array();
  heldBytes = 0;

  constructor(body: Body, partBytes: number) {
    this.#reader = body.getReader();
    this.#buffer = new Uint8Array(partBytes);
  }

  async fill(): Promise<boolean> {
    if (this.#left.byteLength === 0) {
      const { done, value } = await this.#reader.read();
      if (done) return true;
      this.#left = value;
    }
    const fitting = this.#left.subarray(0, this.#buffer.byteLength - this.heldBytes);
    this.#buffer.set(fitting, this.heldBytes);
    this.heldBytes += fitting.byteLength;
    this.#left = this.#left.subarray(fitting.byteLength);
    return false;
  }

  take(): Blob {
    const part = new Blob([this.#buffer.subarray(0, this.heldBytes)]);
    this.heldBytes = 0;
    return part;
  }
}
