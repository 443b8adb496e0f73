/**
 * One blob of several parts, in their order. A single blob is itself: the browser need not be told of
 * another one, which costs it some messages for each MiB.
 */
export function joinParts(parts: readonly (Uint8Array<ArrayBuffer> | Blob)[]): Blob {
  const [first] = parts;
  return parts.length === 1 && first instanceof Blob ? first : new Blob([...parts]);
}

/** A range of a blob; one that holds all of it is the blob itself, as with {@link joinParts}. */
export function cutBlob(blob: Blob, startByte: number, endByte: number = blob.size): Blob {
  if (startByte <= 0 && endByte >= blob.size) return blob;
  return blob.slice(Math.max(0, startByte), endByte);
}
