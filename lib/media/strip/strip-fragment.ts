import type { ByteRange } from "./byte-ranges";
import {
  childrenOf,
  endAfter,
  eraseBox,
  fixed,
  MalformedFilm,
  type MemoryBox,
  readCount,
  viewOf,
} from "./memory-boxes";
import { type KeptTracks, SAMPLE_GROUP_RULES } from "./strip-movie";

/** Flags of `tfhd`, each of which says that a field is there, and of what size. */
const BASE_OFFSET = 0x01;
const FRAGMENT_FIELDS = [
  [BASE_OFFSET, 8],
  [0x02, 4],
  [0x08, 4],
  [0x10, 4],
  [0x20, 4],
] as const;
const DEFAULT_SIZE = 0x10;
const BASE_IS_FRAGMENT = 0x02_0000;

/** Flags of `trun`. */
const DATA_OFFSET = 0x01;
const FIRST_FLAGS = 0x04;
const SAMPLE_DURATION = 0x100;
const SAMPLE_SIZE = 0x200;
const SAMPLE_FLAGS = 0x400;
const SAMPLE_TIME_OFFSET = 0x800;

/**
 * Cleans the index of a fragment (`moof`) where it lies in memory: boxes keep their sizes, and tracks that are
 * not kept become free space. Format: ISO/IEC 14496-12, 8.8.
 *
 * @param fileOffset where in the file the array begins
 * @returns where in the file the samples of the kept tracks lie
 * @throws MalformedFilm
 */
export function cleanFragment(
  bytes: Uint8Array,
  fragment: MemoryBox,
  fileOffset: number,
  kept: KeptTracks,
): ByteRange[] {
  const ranges: ByteRange[] = [];
  const fragmentOffset = fileOffset + fragment.start;
  // Without any offset, data follow those of the track before.
  let nextByte = fragmentOffset;
  for (const box of childrenOf(bytes, fragment)) {
    if (box.type === "traf") {
      const header = childrenOf(bytes, box).find(({ type }) => type === "tfhd");
      if (header === undefined) throw new MalformedFilm();
      const own = cleanTrack(bytes, box, header, { fragmentOffset, nextByte, kept });
      const last = own.at(-1);
      if (kept.trackIds.has(readTrackId(bytes, header))) ranges.push(...own);
      else eraseBox(bytes, box);
      nextByte = last?.endByte ?? nextByte;
    } else if (box.type === "mfhd") {
      fixed(8)(bytes, box);
    } else {
      eraseBox(bytes, box);
    }
  }
  return ranges;
}

function readTrackId(bytes: Uint8Array, header: MemoryBox): number {
  return readCount(bytes, header, 4);
}

function flagsOf(bytes: Uint8Array, box: MemoryBox): number {
  return readCount(bytes, box, 0) & 0xff_ffff;
}

interface Place {
  readonly fragmentOffset: number;
  readonly nextByte: number;
  readonly kept: KeptTracks;
}

function cleanTrack(
  bytes: Uint8Array,
  track: MemoryBox,
  header: MemoryBox,
  { fragmentOffset, nextByte, kept }: Place,
): ByteRange[] {
  const fields = readHeader(bytes, header);
  const baseByte = fields.baseByte ?? (fields.isBaseFragment ? fragmentOffset : nextByte);
  const commonBytes =
    fields.sampleBytes ?? kept.defaultSampleBytes?.get(readTrackId(bytes, header)) ?? 0;
  const ranges: ByteRange[] = [];
  let startByte = baseByte;
  const seen = new Set(["tfhd"]);
  for (const box of childrenOf(bytes, track)) {
    // The header is cleaned as it is read.
    if (box.start === header.start) continue;
    if (box.type === "trun") {
      const run = cleanRun(bytes, box, commonBytes);
      if (run.offsetBytes !== null) startByte = baseByte + run.offsetBytes;
      const endByte = startByte + run.byteCount;
      // Data before their own index may have been let go without it.
      if (startByte < fragmentOffset) throw new MalformedFilm();
      ranges.push({ startByte, endByte });
      startByte = endByte;
    } else if (seen.has(box.type)) {
      eraseBox(bytes, box);
    } else if (box.type === "tfdt") {
      endAfter(bytes, box, bytes[box.contentStart] === 1 ? 12 : 8);
    } else {
      (SAMPLE_GROUP_RULES[box.type] ?? eraseBox)(bytes, box);
    }
    if (box.type !== "trun") seen.add(box.type);
  }
  return ranges;
}

function readHeader(bytes: Uint8Array, header: MemoryBox) {
  const flags = flagsOf(bytes, header);
  let at = 8;
  let baseByte: number | null = null;
  let sampleBytes: number | null = null;
  for (const [flag, fieldBytes] of FRAGMENT_FIELDS) {
    if ((flags & flag) === 0) continue;
    if (flag === BASE_OFFSET) {
      baseByte = readCount(bytes, header, at) * 2 ** 32 + readCount(bytes, header, at + 4);
    }
    if (flag === DEFAULT_SIZE) sampleBytes = readCount(bytes, header, at);
    at += fieldBytes;
  }
  endAfter(bytes, header, at);
  return { baseByte, sampleBytes, isBaseFragment: (flags & BASE_IS_FRAGMENT) !== 0 };
}

/** `trun`: how many bytes its samples have, and where they begin; null: behind those before. */
function cleanRun(
  bytes: Uint8Array,
  run: MemoryBox,
  commonBytes: number,
): { readonly offsetBytes: number | null; readonly byteCount: number } {
  const view = viewOf(bytes);
  const flags = flagsOf(bytes, run);
  const has = (flag: number) => ((flags & flag) === 0 ? 0 : 1);
  const count = readCount(bytes, run, 4);
  const rowsAt = 8 + 4 * (has(DATA_OFFSET) + has(FIRST_FLAGS));
  const rowBytes =
    4 * (has(SAMPLE_DURATION) + has(SAMPLE_SIZE) + has(SAMPLE_FLAGS) + has(SAMPLE_TIME_OFFSET));
  endAfter(bytes, run, rowsAt + count * rowBytes);
  const offsetBytes = has(DATA_OFFSET) === 0 ? null : view.getInt32(run.contentStart + 8);
  if (has(SAMPLE_SIZE) === 0) return { offsetBytes, byteCount: count * commonBytes };
  let byteCount = 0;
  for (let row = 0; row < count; row += 1) {
    const at = run.contentStart + rowsAt + row * rowBytes + 4 * has(SAMPLE_DURATION);
    byteCount += view.getUint32(at);
  }
  return { offsetBytes, byteCount };
}
