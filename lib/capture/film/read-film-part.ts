import { JobFailure } from "../../errors/job-error";
import type { CaptureSource } from "../../jobs/capture-source";
import type { StreamMark } from "../../jobs/stream-mark";
import { findTrim } from "../../media/decide-fit";
import type { StoredFilmPart } from "../../media/film-part";
import { readFilmIndex } from "../../media/film/film-index";
import { planFilmPart } from "../../media/film/plan-film-part";
import { type AccountTier, checkLimits } from "../../media/media-limits";
import type { FilmWindow } from "../../media/stream-run";
import { type ByteRange, gapsIn } from "../../media/strip/byte-ranges";
import { MalformedFilm } from "../../media/strip/memory-boxes";
import type { ByteSink } from "../bytes/byte-sink";
import type { SiteEffects } from "../site/ask-site";
import type { ByteTaker } from "../site/download";
import type { PartTaker } from "../stream/piece-queue";
import type { ChoosePart } from "../stream/read-stream";
import { storeParts } from "../stream/store-parts";
import { StreamBytes } from "../stream/stream-bytes";
import { findIndex } from "./find-index";
import { FileChanged, RangeFetch, RangesRefused } from "./range-fetch";
import { RangedFile } from "./ranged-file";

/** What reading a part of a film needs of the browser and the store. */
export interface FilmPartEffects extends SiteEffects {
  /**
   * Begins to store a part, or goes on behind what is stored.
   *
   * @param markAt tells what to store beside so many bytes, so that an interrupted capture can go on
   */
  openPart(
    stored: StreamMark | null,
    markAt: (storedBytes: number) => StreamMark,
    withCookies: boolean,
  ): Promise<ByteSink>;
  readonly tier: AccountTier;
}

/** A stored part of a film, and which part of it that is. */
export interface ReadPart {
  readonly part: StoredFilmPart;
  readonly window: FilmWindow;
}

/** A file that is another one each time it is asked for is fetched as a whole. */
const MAX_VERSIONS = 3;
/** A film whose samples are scattered so far is fetched as a whole. */
const MAX_RANGES = 2000;
/** So much is fetched with one request: four go side by side, and an interruption costs one of them. */
const MOST_RANGE_BYTES = 4 * 1024 * 1024;

/** Whether a mark is that of a part, not of a stream. */
export function isPartMark({ plan }: StreamMark): boolean {
  return plan.startsWith(PLAN_PREFIX);
}

const PLAN_PREFIX = "part ";

/**
 * Fetches the index of an MP4 or MOV, and where X does not take all of it, the samples of the part that is wanted,
 * and stores both. All ranges are of one version of the file: where that changes, all begins anew.
 *
 * @param stored what an interrupted capture has stored; where the part, or the file, is another by now, it begins anew
 * @returns null where all of the file should be fetched: X takes it, or the site sends no ranges with a validator
 *   that tells versions apart, or its index cannot be read, or a part would save too little
 * @throws `JobFailure` of fetching, once the first range was there; `CaptureStopped`
 */
export async function readFilmPart(
  source: CaptureSource,
  stored: StreamMark | null,
  choosePart: ChoosePart,
  effects: FilmPartEffects,
  signal: AbortSignal,
): Promise<ReadPart | null> {
  for (let versions = 0; versions < MAX_VERSIONS; versions += 1) {
    try {
      return await readVersion(source, stored, choosePart, effects, signal);
    } catch (failure) {
      if (failure instanceof RangesRefused || failure instanceof MalformedFilm) return null;
      if (!(failure instanceof FileChanged)) throw failure;
    }
  }
  return null;
}

async function readVersion(
  source: CaptureSource,
  stored: StreamMark | null,
  choosePart: ChoosePart,
  effects: FilmPartEffects,
  signal: AbortSignal,
): Promise<ReadPart | null> {
  const ranges = new RangeFetch(source, effects);
  const file = await openFile(ranges, signal);
  const found = file && (await findIndex(file));
  const index = found && readFilmIndex(found.moov);
  if (file === null || found === null || index === null) return null;
  const filmMs = index.durationSecs * 1000;
  const longestMs = longestOf(filmMs, file.size, effects.tier);
  if (longestMs === null) return null;
  const plan = planFilmPart(index, choosePart({ filmMs, longestMs }), file.size);
  const samples = plan.ranges.flatMap((range) => gapsIn(range, found.ranges));
  const parts = [...found.ranges, ...samples].flatMap((range) => cutRange(range));
  const wantedBytes = sumOf(parts);
  if (samples.length > MAX_RANGES || 2 * wantedBytes > file.size) return null;

  const name = `${PLAN_PREFIX}${ranges.version?.validator} ${file.size} ${plan.picture.firstSample} ${wantedBytes} ${parts.length}`;
  const mark = stored?.plan === name ? stored : null;
  const run = { carries: "picture-and-sound", clock: 0, atMs: 0 } as const;
  const bytes = new StreamBytes({ name, runs: [run], parts: parts.map(() => ({ run: 0 })) }, mark);
  const { isWithCookies } = ranges;
  const sink = await effects.openPart(mark, (at) => bytes.markAt(at), isWithCookies);
  const indexParts = found.ranges.flatMap((range) => cutRange(range)).length;
  const first = { part: mark?.piece ?? 0, skipBytes: 0 };
  const fetchInto = async (at: number, taker: PartTaker, ended: AbortSignal) => {
    const range = parts[at];
    if (range === undefined) return;
    const { endByte } = range;
    const startByte = range.startByte + (at === mark?.piece ? mark.pieceBytes : 0);
    if (startByte >= endByte) return;
    // The index is here already.
    if (at < indexParts) await taker.write(await file.read(startByte, endByte));
    else await ranges.fetch({ startByte, endByte }, () => endless(taker), ended);
  };
  await storeParts(first, parts.length, bytes, sink, fetchInto, signal);
  const { ranges: _wanted, ...partSamples } = plan;
  return {
    part: { ...partSamples, fileBytes: file.size, ranges: [...found.ranges, ...samples] },
    window: { startMs: 1000 * plan.startSecs, endMs: 1000 * plan.endSecs, filmMs, longestMs },
  };
}

/** Null where the file cannot be asked for: whoever fetches all of it finds out why. */
async function openFile(ranges: RangeFetch, signal: AbortSignal): Promise<RangedFile | null> {
  try {
    return await RangedFile.open(ranges, signal);
  } catch (failure) {
    signal.throwIfAborted();
    if (failure instanceof JobFailure) return null;
    throw failure;
  }
}

/** The longest part that X takes of a film; null where it takes all of it, or none. */
function longestOf(filmMs: number, totalBytes: number, tier: AccountTier): number | null {
  const media = {
    mediaType: "video/mp4",
    category: "tweet_video",
    totalBytes,
    widthPx: null,
    heightPx: null,
    frameCount: null,
    durationMs: Math.round(filmMs),
    isAnimated: true,
  } as const;
  const refusal = checkLimits(media, tier);
  return refusal && findTrim(refusal, filmMs);
}

function cutRange({ startByte, endByte }: ByteRange): ByteRange[] {
  const count = Math.ceil((endByte - startByte) / MOST_RANGE_BYTES);
  return Array.from({ length: count }, (_, part) => ({
    startByte: startByte + part * MOST_RANGE_BYTES,
    endByte: Math.min(endByte, startByte + (part + 1) * MOST_RANGE_BYTES),
  }));
}

function sumOf(ranges: readonly ByteRange[]): number {
  return ranges.reduce((sum, { startByte, endByte }) => sum + endByte - startByte, 0);
}

/** The end of a range is not that of what is stored. */
function endless(taker: PartTaker): ByteTaker {
  return { write: (part) => taker.write(part), end: () => Promise.resolve() };
}
