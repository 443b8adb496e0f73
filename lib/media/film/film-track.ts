import {
  childrenOf,
  MalformedFilm,
  type MemoryBox,
  readCount,
  viewOf,
} from "../strip/memory-boxes";
import type { Edit } from "./edit-list";
import { type AvcConfig, readAvcConfig } from "./h264-config";
import { type SampleBudget, SampleTimes } from "./sample-times";

/** A track of a film, as its index tells. */
export interface FilmTrack {
  readonly id: number;
  readonly handler: string;
  readonly isEnabled: boolean;
  /** A second has so many. */
  readonly ticks: number;
  readonly edits: readonly Edit[];
  readonly samples: SampleTimes;
  /** What the samples of its own table take of the file, without those of fragments. */
  readonly sampleBytes: number;
  /** Of H.264; null for all else. */
  readonly avc: AvcConfig | null;
  /** Width of a pixel by its height, as the container says; null: it does not. */
  readonly pixelAspect: number | null;
  /** Where in the file some of its key frames begin. */
  readonly keyOffsets: number[];
}

/** So many key frames are looked into, spread over the film. */
export const MAX_KEY_OFFSETS = 16;
/** The fields of a visual sample entry behind its header. */
const VISUAL_FIELDS_BYTES = 78;

/** Reads a track of pictures or sound; null for others. @throws MalformedFilm */
export function readTrack(
  bytes: Uint8Array,
  box: MemoryBox,
  budget: SampleBudget,
): FilmTrack | null {
  const header = find(bytes, box, ["tkhd"]);
  const mediaHeader = find(bytes, box, ["mdia", "mdhd"]);
  const handlerBox = find(bytes, box, ["mdia", "hdlr"]);
  const table = find(bytes, box, ["mdia", "minf", "stbl"]);
  if (header === null || mediaHeader === null || handlerBox === null || table === null) return null;
  const handler = typeAt(bytes, handlerBox.contentStart + 8);
  if (handler !== "vide" && handler !== "soun") return null;
  const isVideo = handler === "vide";
  const ticks = readCount(bytes, mediaHeader, bytes[mediaHeader.contentStart] === 1 ? 20 : 12);
  if (ticks === 0) throw new MalformedFilm();
  const samples = new SampleTimes(isVideo, budget);
  const track: FilmTrack = {
    id: readCount(bytes, header, bytes[header.contentStart] === 1 ? 20 : 12),
    handler,
    isEnabled: (readCount(bytes, header, 0) & 1) === 1,
    ticks,
    edits: readEdits(bytes, find(bytes, box, ["edts", "elst"])),
    samples,
    sampleBytes: addSizes(bytes, find(bytes, table, ["stsz"])),
    keyOffsets: [],
    ...(isVideo ? readVisualEntry(bytes, table) : { avc: null, pixelAspect: null }),
  };
  const keys = readSamples(bytes, table, samples);
  if (isVideo) track.keyOffsets.push(...locate(bytes, table, keys));
  return track;
}

function find(bytes: Uint8Array, box: MemoryBox, path: readonly string[]): MemoryBox | null {
  let current: MemoryBox | undefined = box;
  for (const type of path) {
    current = current && childrenOf(bytes, current).find((child) => child.type === type);
  }
  return current ?? null;
}

function typeAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function readEdits(bytes: Uint8Array, box: MemoryBox | null): Edit[] {
  if (box === null) return [];
  const view = viewOf(bytes);
  const isLong = bytes[box.contentStart] === 1;
  const rowBytes = isLong ? 20 : 12;
  const count = readCount(bytes, box, 4);
  if (box.contentStart + 8 + count * rowBytes > box.end) throw new MalformedFilm();
  return Array.from({ length: count }, (_, row) => {
    const at = box.contentStart + 8 + row * rowBytes;
    return isLong
      ? {
          durationTicks: Number(view.getBigUint64(at)),
          mediaTicks: Number(view.getBigInt64(at + 8)),
          rate: view.getInt32(at + 16) / 65_536,
        }
      : {
          durationTicks: view.getUint32(at),
          mediaTicks: view.getInt32(at + 4),
          rate: view.getInt32(at + 8) / 65_536,
        };
  });
}

function readVisualEntry(
  bytes: Uint8Array,
  table: MemoryBox,
): Pick<FilmTrack, "avc" | "pixelAspect"> {
  const list = find(bytes, table, ["stsd"]);
  const entry = list && childrenOf(bytes, { ...list, contentStart: list.contentStart + 8 })[0];
  if (!entry || entry.contentStart + VISUAL_FIELDS_BYTES > entry.end) {
    return { avc: null, pixelAspect: null };
  }
  const fields = { ...entry, contentStart: entry.contentStart + VISUAL_FIELDS_BYTES };
  const config = find(bytes, fields, ["avcC"]);
  const aspect = find(bytes, fields, ["pasp"]);
  const [wide, high] = aspect === null ? [0, 0] : [0, 4].map((at) => readCount(bytes, aspect, at));
  return {
    avc: config && readAvcConfig(bytes.subarray(config.contentStart, config.end)),
    pixelAspect: wide && high ? wide / high : null,
  };
}

/** A table of runs: a count, then so many rows of a length and a value. */
function* eachOfRuns(bytes: Uint8Array, box: MemoryBox | null, isSigned: boolean) {
  if (box === null) return;
  const view = viewOf(bytes);
  const rows = readCount(bytes, box, 4);
  if (box.contentStart + 8 + rows * 8 > box.end) throw new MalformedFilm();
  for (let row = 0; row < rows; row += 1) {
    const at = box.contentStart + 8 + row * 8;
    const value = isSigned ? view.getInt32(at + 4) : view.getUint32(at + 4);
    for (let left = view.getUint32(at); left > 0; left -= 1) yield value;
  }
}

/** @returns the key frames' places among the samples, from 0 */
function readSamples(bytes: Uint8Array, table: MemoryBox, samples: SampleTimes): number[] {
  const sizes = find(bytes, table, ["stsz"]);
  const count = sizes === null ? Infinity : readCount(bytes, sizes, 8);
  const keyBox = find(bytes, table, ["stss"]);
  const keyCount = keyBox === null ? 0 : readCount(bytes, keyBox, 4);
  const keyAt = (row: number) =>
    keyBox !== null && row < keyCount ? readCount(bytes, keyBox, 8 + 4 * row) - 1 : -1;
  const shifts = eachOfRuns(bytes, find(bytes, table, ["ctts"]), true);
  const keys: number[] = [];
  let nextKey = 0;
  let sample = 0;
  let decodeTicks = 0;
  for (const durationTicks of eachOfRuns(bytes, find(bytes, table, ["stts"]), false)) {
    if (sample >= count) break;
    const isKey = keyBox === null || keyAt(nextKey) === sample;
    if (isKey) {
      nextKey += 1;
      keys.push(sample);
    }
    const shift = shifts.next();
    samples.add({ decodeTicks, durationTicks, shiftTicks: shift.done ? 0 : shift.value, isKey });
    decodeTicks += durationTicks;
    sample += 1;
  }
  return keys;
}

function addSizes(bytes: Uint8Array, sizes: MemoryBox | null): number {
  if (sizes === null) return 0;
  const commonBytes = readCount(bytes, sizes, 4);
  const count = readCount(bytes, sizes, 8);
  if (commonBytes > 0) return commonBytes * count;
  let sum = 0;
  for (let sample = 0; sample < count; sample += 1) sum += readCount(bytes, sizes, 12 + 4 * sample);
  return sum;
}

/** Where in the file some of the given samples begin, spread evenly. Format: ISO/IEC 14496-12, 8.7. */
function locate(bytes: Uint8Array, table: MemoryBox, keys: readonly number[]): number[] {
  const view = viewOf(bytes);
  const runs = find(bytes, table, ["stsc"]);
  const sizes = find(bytes, table, ["stsz"]);
  const offsets = find(bytes, table, ["stco"]) ?? find(bytes, table, ["co64"]);
  if (runs === null || sizes === null || offsets === null) return [];
  const step = Math.max(1, Math.ceil(keys.length / MAX_KEY_OFFSETS));
  const wanted = keys.filter((_, at) => at % step === 0);
  const commonBytes = readCount(bytes, sizes, 4);
  const sizeOf = (sample: number) => commonBytes || readCount(bytes, sizes, 12 + 4 * sample);
  const isLong = offsets.type === "co64";
  const chunks = readCount(bytes, offsets, 4);
  if (offsets.contentStart + 8 + chunks * (isLong ? 8 : 4) > offsets.end) throw new MalformedFilm();
  const runCount = readCount(bytes, runs, 4);
  const found: number[] = [];
  let run = 0;
  let first = 0;
  for (let chunk = 0; chunk < chunks && found.length < wanted.length; chunk += 1) {
    while (run + 1 < runCount && readCount(bytes, runs, 8 + 12 * (run + 1)) <= chunk + 1) run += 1;
    const perChunk = runCount === 0 ? 0 : readCount(bytes, runs, 8 + 12 * run + 4);
    let next = wanted[found.length] ?? Infinity;
    while (next < first + perChunk) {
      readCount(bytes, offsets, 8 + chunk * (isLong ? 8 : 4) + (isLong ? 4 : 0));
      const at = offsets.contentStart + 8 + chunk * (isLong ? 8 : 4);
      let offset = isLong ? Number(view.getBigUint64(at)) : view.getUint32(at);
      for (let sample = first; sample < next; sample += 1) offset += sizeOf(sample);
      found.push(offset);
      next = wanted[found.length] ?? Infinity;
    }
    first += perChunk;
  }
  return found;
}
