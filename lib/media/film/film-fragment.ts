import {
  childrenOf,
  MalformedFilm,
  type MemoryBox,
  readCount,
  viewOf,
} from "../strip/memory-boxes";
import { type FilmTrack, MAX_KEY_OFFSETS } from "./film-track";

/** What holds for the samples of a track whose fragment says nothing else. */
export interface SampleDefaults {
  readonly durationTicks: number;
  readonly flags: number;
}

/** Flags of `tfhd`. Format: ISO/IEC 14496-12, 8.8.7. */
const BASE_OFFSET = 0x01;
const DESCRIPTION = 0x02;
const DEFAULT_DURATION = 0x08;
const DEFAULT_SIZE = 0x10;
const DEFAULT_FLAGS = 0x20;
/** Flags of `trun`, 8.8.8. */
const DATA_OFFSET = 0x01;
const FIRST_FLAGS = 0x04;
const SAMPLE_DURATION = 0x100;
const SAMPLE_SIZE = 0x200;
const SAMPLE_FLAGS = 0x400;
const SAMPLE_SHIFT = 0x800;
/** Of a sample: it cannot be decoded without others. */
const IS_NOT_KEY = 0x1_0000;

/**
 * Reads `mvex`: by track, the defaults of all fragments.
 *
 * @throws MalformedFilm
 */
export function readSampleDefaults(bytes: Uint8Array, box: MemoryBox): Map<number, SampleDefaults> {
  const rows = childrenOf(bytes, box).filter(({ type }) => type === "trex");
  return new Map(
    rows.map((row) => [
      readCount(bytes, row, 4),
      { durationTicks: readCount(bytes, row, 12), flags: readCount(bytes, row, 20) },
    ]),
  );
}

/**
 * Adds the samples of a fragment (`moof`) to the tracks that they belong to.
 *
 * @param fileOffset where in the file the fragment begins
 * @throws MalformedFilm
 */
export function addFragment(
  bytes: Uint8Array,
  fragment: MemoryBox,
  fileOffset: number,
  tracks: readonly FilmTrack[],
  defaults: ReadonlyMap<number, SampleDefaults>,
): void {
  for (const box of childrenOf(bytes, fragment)) {
    if (box.type !== "traf") continue;
    const parts = childrenOf(bytes, box);
    const header = parts.find(({ type }) => type === "tfhd");
    if (header === undefined) throw new MalformedFilm();
    const track = tracks.find(({ id }) => id === readCount(bytes, header, 4));
    if (track === undefined) continue;
    const own = readHeader(bytes, header, defaults.get(track.id));
    const time = parts.find(({ type }) => type === "tfdt");
    if (time !== undefined) track.samples.nextTicks = readBaseTime(bytes, time);
    for (const run of parts) {
      if (run.type === "trun") addRun(bytes, run, track, own, fileOffset);
    }
  }
}

interface Header extends SampleDefaults {
  readonly baseOffset: number | null;
}

function readHeader(
  bytes: Uint8Array,
  header: MemoryBox,
  defaults: SampleDefaults | undefined,
): Header {
  const flags = readCount(bytes, header, 0);
  let at = 8;
  const take = (flag: number, fieldBytes: number): number | null => {
    if ((flags & flag) === 0) return null;
    const low = readCount(bytes, header, at + fieldBytes - 4);
    const value = fieldBytes === 8 ? readCount(bytes, header, at) * 2 ** 32 + low : low;
    at += fieldBytes;
    return value;
  };
  const baseOffset = take(BASE_OFFSET, 8);
  take(DESCRIPTION, 4);
  const durationTicks = take(DEFAULT_DURATION, 4) ?? defaults?.durationTicks ?? 0;
  take(DEFAULT_SIZE, 4);
  return { baseOffset, durationTicks, flags: take(DEFAULT_FLAGS, 4) ?? defaults?.flags ?? 0 };
}

function readBaseTime(bytes: Uint8Array, box: MemoryBox): number {
  const high = readCount(bytes, box, 4);
  return bytes[box.contentStart] === 1 ? high * 2 ** 32 + readCount(bytes, box, 8) : high;
}

function addRun(
  bytes: Uint8Array,
  run: MemoryBox,
  { samples, keyOffsets, handler }: FilmTrack,
  header: Header,
  fileOffset: number,
): void {
  const view = viewOf(bytes);
  const flags = readCount(bytes, run, 0);
  const count = readCount(bytes, run, 4);
  const has = (flag: number) => ((flags & flag) === 0 ? 0 : 4);
  const rowBytes = has(SAMPLE_DURATION) + has(SAMPLE_SIZE) + has(SAMPLE_FLAGS) + has(SAMPLE_SHIFT);
  const rowsAt = run.contentStart + 8 + has(DATA_OFFSET) + has(FIRST_FLAGS);
  if (rowsAt + count * rowBytes > run.end) throw new MalformedFilm();
  const firstFlags = has(FIRST_FLAGS) ? view.getUint32(rowsAt - 4) : null;
  for (let row = 0; row < count; row += 1) {
    let at = rowsAt + row * rowBytes;
    const durationTicks = has(SAMPLE_DURATION) ? view.getUint32(at) : header.durationTicks;
    at += has(SAMPLE_DURATION) + has(SAMPLE_SIZE);
    const ownFlags = has(SAMPLE_FLAGS) ? view.getUint32(at) : header.flags;
    at += has(SAMPLE_FLAGS);
    const shiftTicks = has(SAMPLE_SHIFT) ? view.getInt32(at) : 0;
    const sampleFlags = row === 0 ? (firstFlags ?? ownFlags) : ownFlags;
    const isKey = (sampleFlags & IS_NOT_KEY) === 0;
    // Of those before a key frame within the run the sizes would have to be added up.
    if (row === 0 && isKey && handler === "vide" && keyOffsets.length < MAX_KEY_OFFSETS) {
      const dataOffset = has(DATA_OFFSET) ? view.getInt32(run.contentStart + 8) : null;
      if (dataOffset !== null) keyOffsets.push((header.baseOffset ?? fileOffset) + dataOffset);
    }
    samples.add({ decodeTicks: samples.nextTicks, durationTicks, shiftTicks, isKey });
  }
}
