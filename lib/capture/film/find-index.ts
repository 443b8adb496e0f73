import { type IsoBox, openBoxReader, walkBoxes } from "../../media/iso-boxes";
import type { MediaBytes } from "../../media/media-bytes";
import { type ByteRange, mergeRanges } from "../../media/strip/byte-ranges";
import { HEAD_BYTES } from "../bytes/byte-sink";

/** The index of an MP4 or MOV, and what has to be stored of its file so that the index is found again. */
export interface FoundIndex {
  /** All of the `moov` box. */
  readonly moov: Uint8Array<ArrayBuffer>;
  /** Ascending; they begin with the beginning of the file. */
  readonly ranges: readonly ByteRange[];
}

/** The index of a film of many hours has some megabytes. */
const MAX_INDEX_BYTES = 64 * 1024 * 1024;
/** A film has a few boxes before its index. */
const MAX_BOXES = 64;
/** The longest header of a box. */
const HEADER_BYTES = 16;

/**
 * Finds the index of a film, at its beginning or behind its media data.
 *
 * @returns null where there is none, or it is too large
 * @throws as `file.read`
 */
export async function findIndex(file: MediaBytes): Promise<FoundIndex | null> {
  const ranges: ByteRange[] = [{ startByte: 0, endByte: Math.min(HEAD_BYTES, file.size) }];
  const boxes = openBoxReader(file);
  let movie: IsoBox | null = null;
  const reader = {
    totalBytes: file.size,
    // Ends the walk: what lies behind the index is not looked at.
    read: (offset: number, byteCount: number) =>
      movie !== null || ranges.length > MAX_BOXES
        ? Promise.resolve(null)
        : boxes.read(offset, byteCount),
  };
  await walkBoxes(reader, { start: 0, end: file.size }, (box) => {
    if (box.type === "moov") movie = box;
    const endByte = box.type === "moov" ? box.end : Math.min(box.start + HEADER_BYTES, box.end);
    ranges.push({ startByte: box.start, endByte });
  });
  // What a callback has set, the compiler does not see.
  const found = movie as IsoBox | null;
  if (found === null || found.end - found.start > MAX_INDEX_BYTES) return null;
  return { moov: await file.read(found.start, found.end), ranges: mergeRanges(ranges) };
}
