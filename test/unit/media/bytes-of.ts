import type { MediaBytes } from "../../../lib/media/media-bytes";

/** A blob in memory, as code that reads files takes them. */
export function bytesOf(blob: Blob): MediaBytes {
  return {
    size: blob.size,
    read: async (startByte, endByte) =>
      new Uint8Array(await blob.slice(startByte, endByte).arrayBuffer()),
  };
}
