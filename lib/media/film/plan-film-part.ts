import type { PartSamples, PartTrack } from "../film-part";
import { type ByteRange, mergeRanges } from "../strip/byte-ranges";
import { MalformedFilm } from "../strip/memory-boxes";
import type { FilmIndex, IndexedTrack } from "./film-index";
import { eachSample } from "./sample-places";
import { MAX_SAMPLES, type SampleBudget } from "./sample-times";

/** Ranges with so little between them are fetched as one: a request of its own costs more. */
const MAX_GAP_BYTES = 64 * 1024;

/** Two clocks that tell the same time may differ by so much. */
const SLACK_SECS = 1e-6;

/** Where the samples of a part lie in their file. */
export interface FilmPartPlan extends PartSamples {
  /** Ascending; they neither touch nor overlap. */
  readonly ranges: readonly ByteRange[];
}

/**
 * Finds the samples of a part of a film: from the last key frame at or before its start up to the last frame that is
 * shown before its end, and the sound beside them. Work and memory grow with the number of samples, at most
 * four million.
 *
 * @param fileBytes how long the film's file is
 * @throws {@link MalformedFilm} where the index makes no sense, or has no frame there
 */
export function planFilmPart(
  { bytes, picture, sound }: FilmIndex,
  span: { readonly startMs: number; readonly endMs: number },
  fileBytes: number,
): FilmPartPlan {
  const startSecs = span.startMs / 1000;
  const endSecs = span.endMs / 1000;
  const budget: SampleBudget = { left: 3 * MAX_SAMPLES };
  const walk = (indexed: IndexedTrack) => timed(bytes, indexed, fileBytes, budget);
  let first = -1;
  let last = -1;
  for (const { at, isKey, shownSecs } of walk(picture)) {
    if (isKey && (first < 0 || shownSecs <= startSecs + SLACK_SECS)) first = at;
    if (shownSecs < endSecs) last = at;
  }
  if (first < 0 || last < first) throw new MalformedFilm();
  const ranges: ByteRange[] = [];
  let fromSecs = 0;
  let toSecs = 0;
  for (const sample of walk(picture)) {
    if (sample.at > last) break;
    if (sample.at < first) continue;
    if (sample.at === first) fromSecs = sample.shownSecs;
    toSecs = Math.max(toSecs, sample.shownSecs + sample.durationSecs);
    extend(ranges, sample);
  }
  const heard = sound && takeSound(sound, walk(sound), fromSecs, toSecs, ranges);
  return {
    picture: { trackId: picture.track.id, firstSample: first, samples: last - first + 1 },
    sound: heard,
    startSecs: fromSecs,
    endSecs: toSecs,
    ranges: mergeRanges(ranges, MAX_GAP_BYTES),
  };
}

/** The sound from the moment at which the picture begins: from the last sample before it on, of which a part may be heard. */
function takeSound(
  { track }: IndexedTrack,
  samples: Iterable<TimedSample>,
  fromSecs: number,
  toSecs: number,
  ranges: ByteRange[],
): PartTrack | null {
  let before: TimedSample | null = null;
  let first = -1;
  let last = -1;
  for (const sample of samples) {
    if (sample.shownSecs >= toSecs) break;
    if (sample.shownSecs <= fromSecs + SLACK_SECS) {
      before = sample;
      continue;
    }
    if (first < 0) {
      first = before?.at ?? sample.at;
      if (before !== null) extend(ranges, before);
    }
    last = sample.at;
    extend(ranges, sample);
  }
  return first < 0 ? null : { trackId: track.id, firstSample: first, samples: last - first + 1 };
}

/** Adds a sample; one that follows the one before makes its range longer, so that memory grows with the chunks. */
function extend(ranges: ByteRange[], { startByte, endByte }: ByteRange): void {
  const last = ranges.at(-1);
  if (last?.endByte === startByte) {
    ranges[ranges.length - 1] = { startByte: last.startByte, endByte };
  } else {
    ranges.push({ startByte, endByte });
  }
}

interface TimedSample extends ByteRange {
  readonly at: number;
  readonly isKey: boolean;
  readonly shownSecs: number;
  readonly durationSecs: number;
}

function* timed(
  bytes: Uint8Array,
  { track, table, zeroSecs }: IndexedTrack,
  fileBytes: number,
  budget: SampleBudget,
): Generator<TimedSample> {
  let at = 0;
  for (const sample of eachSample(bytes, table, fileBytes, budget)) {
    const { startByte, endByte, isKey, shownTicks, durationTicks } = sample;
    const shownSecs = zeroSecs + shownTicks / track.ticks;
    yield { at, startByte, endByte, isKey, shownSecs, durationSecs: durationTicks / track.ticks };
    at += 1;
  }
}
