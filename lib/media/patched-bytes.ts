import type { MediaBytes } from "./media-bytes";

/** Bytes that stand in place of a file's own. */
export interface BytePatch {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** A file of which some bytes read otherwise than they are stored. */
export function withPatches(file: MediaBytes, patches: readonly BytePatch[]): MediaBytes {
  if (patches.length === 0) return file;
  return {
    size: file.size,
    async read(startByte, endByte) {
      const bytes = await file.read(startByte, endByte);
      for (const patch of patches) lay(patch, bytes, startByte);
      return bytes;
    },
  };
}

function lay({ at, bytes }: BytePatch, over: Uint8Array, startByte: number): void {
  const from = Math.max(0, startByte - at);
  const part = bytes.subarray(from, Math.max(from, startByte + over.length - at));
  if (part.length > 0) over.set(part, at + from - startByte);
}
