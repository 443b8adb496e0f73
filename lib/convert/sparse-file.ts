import type { StoredFilmPart } from "../media/film-part";
import type { MediaBytes } from "../media/media-bytes";
import { malformedFile } from "./malformed-file";

/** So much is read of what is stored at once: a read costs some milliseconds, and a sample may have a few bytes. */
const WINDOW_BYTES = 1024 * 1024;

/** Picture and sound may lie apart. */
const MAX_WINDOWS = 3;

interface Stretch {
  readonly startByte: number;
  readonly endByte: number;
  /** Where among the stored bytes it begins. */
  readonly storedAt: number;
}

/**
 * A file of which only some ranges are stored, to be read as if all of it were there.
 *
 * @throws (while reading) `JobFailure` `truncated-file` for a byte that is not stored
 */
export function openSparseFile(
  stored: MediaBytes,
  { fileBytes, ranges }: Pick<StoredFilmPart, "fileBytes" | "ranges">,
  type: string,
): MediaBytes {
  let storedAt = 0;
  const stretches = ranges
    .map(({ startByte, endByte }): Stretch => {
      const stretch = { startByte, endByte, storedAt };
      storedAt += endByte - startByte;
      return stretch;
    })
    .toSorted((a, b) => a.startByte - b.startByte);
  let windows: { readonly startByte: number; readonly bytes: Uint8Array<ArrayBuffer> }[] = [];

  /** Some bytes from an offset on, at least one. */
  async function readSome(byte: number): Promise<Uint8Array<ArrayBuffer>> {
    const held = windows.find(
      ({ startByte, bytes }) => byte >= startByte && byte < startByte + bytes.length,
    );
    if (held !== undefined) return held.bytes.subarray(byte - held.startByte);
    const stretch = stretches[lastStartingAt(stretches, byte)];
    if (stretch === undefined || byte >= stretch.endByte) throw malformedFile(type, fileBytes);
    const at = stretch.storedAt + byte - stretch.startByte;
    const bytes = await stored.read(at, at + Math.min(WINDOW_BYTES, stretch.endByte - byte));
    if (bytes.length === 0) throw malformedFile(type, fileBytes);
    windows = [{ startByte: byte, bytes }, ...windows.slice(0, MAX_WINDOWS - 1)];
    return bytes;
  }

  return {
    size: fileBytes,
    async read(startByte, endByte) {
      const bytes = new Uint8Array(Math.max(0, Math.min(endByte, fileBytes) - startByte));
      let doneBytes = 0;
      while (doneBytes < bytes.length) {
        const some = await readSome(startByte + doneBytes);
        bytes.set(some.subarray(0, bytes.length - doneBytes), doneBytes);
        doneBytes += Math.min(some.length, bytes.length - doneBytes);
      }
      return bytes;
    },
  };
}

/** The place of the last stretch that begins at or before a byte; -1 for none. */
function lastStartingAt(stretches: readonly Stretch[], byte: number): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.startByte ?? Infinity) <= byte) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
