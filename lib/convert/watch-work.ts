import type { MediaBytes } from "../media/media-bytes";
import type { ConvertedFile } from "./converted-file";
import { conversionFailure } from "./conversion-failure";

/**
 * So many times its size a file is read at most, and some more for small ones, of which a reader takes a
 * page at a time. A video is looked through twice and then converted, its parts in any order; a reader that
 * goes round and round is ended by this.
 */
const MAX_ROUNDS = 64;
const FREE_BYTES = 64 * 1024 * 1024;

/**
 * A source that tells of each read.
 *
 * @throws (while reading) `JobFailure` `conversion-failed` with the name `Loop`, where the same bytes are
 *   read over and over
 */
export function watchReads(source: MediaBytes, onWork: () => void): MediaBytes {
  let readBytes = 0;
  return {
    size: source.size,
    async read(startByte, endByte) {
      const bytes = await source.read(startByte, endByte);
      onWork();
      readBytes += bytes.byteLength;
      if (readBytes > source.size * MAX_ROUNDS + FREE_BYTES) {
        throw conversionFailure("conversion-failed", { name: "Loop" });
      }
      return bytes;
    },
  };
}

/** A file that tells of each write. */
export function watchWrites(file: ConvertedFile, onWork: () => void): ConvertedFile {
  return {
    async write(data, offset) {
      await file.write(data, offset);
      onWork();
    },
    close: () => file.close(),
  };
}
