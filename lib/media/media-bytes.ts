/**
 * The bytes of a file, wherever they lie. They can be read, and nothing else can be made of them: a
 * `Blob` over one that came out of IndexedDB can end Chromium's process (crbug.com/392376370).
 */
export interface MediaBytes {
  /** In bytes. */
  readonly size: number;
  /**
   * A copy of a range, with bounds from 0 on; what lies behind the end is left out.
   *
   * @throws `NotFoundError` or `NotReadableError` when the browser has the bytes no more
   */
  read(startByte: number, endByte: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** A file whose bytes are in memory: reading a stored one costs some milliseconds each time. */
export function bytesInMemory(bytes: Uint8Array<ArrayBuffer>): MediaBytes {
  return {
    size: bytes.byteLength,
    read: (startByte, endByte) => Promise.resolve(bytes.slice(startByte, endByte)),
  };
}

/**
 * A file that lies in IndexedDB, as its tables hold it: it can be read. A `Blob` is one, but this is no
 * `Blob`, so that the compiler refuses to build anything over it; see {@link MediaBytes}.
 */
export type StoredFile = Pick<Blob, "size" | "type" | "arrayBuffer" | "text" | "stream">;
