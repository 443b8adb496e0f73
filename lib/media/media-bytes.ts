/** The bytes of a file, wherever they lie; a `Blob` is one such file. */
export interface MediaBytes {
  /** In bytes. */
  readonly size: number;
  /** As `Blob.slice`, for bounds from 0 on. */
  slice(startByte: number, endByte: number): Pick<Blob, "arrayBuffer">;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A file whose bytes are in memory. Reading a stored `Blob` costs some milliseconds each time: it comes from disk through two processes. */
export function bytesInMemory(bytes: Uint8Array<ArrayBuffer>): MediaBytes {
  const copy = (startByte?: number, endByte?: number) =>
    Promise.resolve(bytes.slice(startByte, endByte).buffer);
  return {
    size: bytes.byteLength,
    slice: (startByte, endByte) => ({ arrayBuffer: () => copy(startByte, endByte) }),
    arrayBuffer: () => copy(),
  };
}
