import type { MediaBytes } from "./media-bytes";

/** One box of an MP4 or QuickTime file, in file offsets; `end` is the first offset after it. */
export interface IsoBox {
  readonly type: string;
  readonly start: number;
  readonly contentStart: number;
  readonly end: number;
}

/** How a walk over boxes ended: at the end, past it, at an impossible size, or out of its budget. */
export type IsoWalkEnd = "complete" | "ends-early" | "malformed" | "gave-up";

/** Small reads from a large file. A promise rejects only when the browser cannot read the file. */
export interface BoxReader {
  readonly totalBytes: number;
  /** Fewer bytes than asked for at the end of the file; null when the budget is used up. */
  read(offset: number, byteCount: number): Promise<DataView | null>;
}

/** What a box contains, as a range to walk. */
export function inside(box: IsoBox): { readonly start: number; readonly end: number } {
  return { start: box.contentStart, end: box.end };
}

const WINDOW_BYTES = 4096;
const MAX_READ_BYTES = 128;
/** Enough for hours of one-second fragments, and at most 40 MiB of any file. */
const MAX_WINDOWS = 10_000;
/** Bounds the time that a file of nothing but tiny boxes can cost. */
const MAX_READS = 200_000;

/**
 * Reads a file through a window of 4 KiB, so that neighbouring headers cost one access to it.
 * At most 128 bytes can be asked for at once.
 */
export function openBoxReader(file: MediaBytes): BoxReader {
  let readsLeft = MAX_READS;
  let windowsLeft = MAX_WINDOWS;
  let windowStart = 0;
  let window = new Uint8Array(0);
  return {
    totalBytes: file.size,
    async read(offset, byteCount) {
      const end = Math.min(offset + Math.min(byteCount, MAX_READ_BYTES), file.size);
      const isInWindow = offset >= windowStart && end <= windowStart + window.length;
      if (readsLeft === 0 || (!isInWindow && windowsLeft === 0)) return null;
      readsLeft -= 1;
      if (!isInWindow) {
        windowsLeft -= 1;
        windowStart = offset;
        window = await file.read(offset, offset + WINDOW_BYTES);
      }
      const start = Math.min(offset - windowStart, window.length);
      return new DataView(window.buffer, start, Math.max(0, end - offset));
    },
  };
}

/**
 * Visits the boxes between two offsets in order and says how that ended. Reads headers only.
 * Format: ISO/IEC 14496-12, 4.2; a size of 1 stands for 64 bits that follow, 0 for "to the end".
 */
export async function walkBoxes(
  reader: BoxReader,
  range: { readonly start: number; readonly end: number },
  visit: (box: IsoBox) => void | Promise<void>,
): Promise<IsoWalkEnd> {
  let offset = range.start;
  while (offset < range.end) {
    const header = await reader.read(offset, 16);
    if (!header) return "gave-up";
    if (header.byteLength < 8 || offset + 8 > range.end) return "ends-early";
    const shortSize = header.getUint32(0);
    if (shortSize === 1 && header.byteLength < 16) return "ends-early";
    const headerBytes = shortSize === 1 ? 16 : 8;
    const toEnd = range.end - offset;
    const size = shortSize === 1 ? Number(header.getBigUint64(8)) : shortSize || toEnd;
    if (size < headerBytes) return "malformed";
    if (size > toEnd) return "ends-early";
    await visit({
      type: String.fromCharCode(...[4, 5, 6, 7].map((index) => header.getUint8(index))),
      start: offset,
      contentStart: offset + headerBytes,
      end: offset + size,
    });
    offset += size;
  }
  return "complete";
}
