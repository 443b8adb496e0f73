import { MalformedFilm, type MemoryBox, readCount, viewOf } from "./memory-boxes";
import type { ByteRange } from "./byte-ranges";

/** More chunks than a day of film has; bounds memory. */
const MAX_CHUNKS = 1_000_000;

/** The tables of a track that say where in the file its samples lie. */
export interface SampleTables {
  /** `stsc`: how many samples the chunks have. */
  readonly chunkRuns: MemoryBox;
  /** `stsz` */
  readonly sizes: MemoryBox;
  /** `stco` or `co64` */
  readonly offsets: MemoryBox;
}

/**
 * Where in the file the samples of a track lie, chunk by chunk. Format: ISO/IEC 14496-12, 8.7.
 *
 * @throws {@link MalformedFilm} where the tables do not fit each other or are too long
 */
export function listSampleRanges(bytes: Uint8Array, tables: SampleTables): ByteRange[] {
  const view = viewOf(bytes);
  const { chunkRuns, sizes, offsets } = tables;
  const runCount = readCount(bytes, chunkRuns, 4);
  const commonBytes = readCount(bytes, sizes, 4);
  const sampleCount = readCount(bytes, sizes, 8);
  const chunkCount = readCount(bytes, offsets, 4);
  if (chunkCount > MAX_CHUNKS) throw new MalformedFilm();
  // Players that check it refuse the whole film.
  if (runCount > 0 && view.getUint32(rowOf(chunkRuns, runCount - 1)) > chunkCount) {
    throw new MalformedFilm();
  }
  const isLong = offsets.type === "co64";
  const ranges: ByteRange[] = [];
  let sample = 0;
  let run = 0;
  for (let chunk = 1; chunk <= chunkCount && sample < sampleCount; chunk += 1) {
    while (run + 1 < runCount && view.getUint32(rowOf(chunkRuns, run + 1)) <= chunk) run += 1;
    if (runCount === 0) throw new MalformedFilm();
    const perChunk = Math.min(view.getUint32(rowOf(chunkRuns, run) + 4), sampleCount - sample);
    let byteCount = 0;
    if (commonBytes > 0) byteCount = commonBytes * perChunk;
    else {
      for (let at = sample; at < sample + perChunk; at += 1) {
        byteCount += view.getUint32(sizes.contentStart + 12 + 4 * at);
      }
    }
    sample += perChunk;
    const offsetAt = offsets.contentStart + 8 + (chunk - 1) * (isLong ? 8 : 4);
    const startByte = isLong ? Number(view.getBigUint64(offsetAt)) : view.getUint32(offsetAt);
    ranges.push({ startByte, endByte: startByte + byteCount });
  }
  return ranges;
}

/** Where a row of `stsc` begins: the first chunk, samples in each, a description. */
function rowOf({ contentStart }: MemoryBox, row: number): number {
  return contentStart + 8 + 12 * row;
}
