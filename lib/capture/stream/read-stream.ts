import { captureFailure } from "../../errors/capture-failure";
import type { CaptureSource } from "../../jobs/capture-source";
import type { StreamMark } from "../../jobs/stream-mark";
import { type ClipSpan, isWholeFilm } from "../../media/clip-span";
import { type AccountTier, MEDIA_LIMITS } from "../../media/media-limits";
import type { FilmWindow, StreamRun } from "../../media/stream-run";
import type { StreamTracks } from "../../media/stream-tracks";
import type { ByteSink } from "../bytes/byte-sink";
import type { SiteEffects } from "../site/ask-site";
import { checkAllowed, createPartFetch } from "./fetch-part";
import { findPieces, type FoundPieces } from "./find-pieces";
import type { PartTaker } from "./piece-queue";
import { PieceTaker, type StreamSoFar } from "./piece-taker";
import { durationOf, planPieces, type Span, type StreamPlan } from "./plan-pieces";
import { storeParts } from "./store-parts";
import { StreamBytes } from "./stream-bytes";

/** What reading a stream needs of the browser and the store. */
export interface StreamEffects extends SiteEffects {
  /**
   * Begins the file that the pieces make, or goes on behind what is stored.
   *
   * @param markAt tells what to store beside so many bytes, so that an interrupted capture can go on
   */
  openStream(
    stored: StreamMark | null,
    markAt: (storedBytes: number) => StreamMark,
  ): Promise<ByteSink>;
  readonly tier: AccountTier;
}

/** The pieces of a stream that are stored. */
export interface StreamPieces {
  /** Where what lies among the stored bytes. */
  readonly runs: readonly StreamRun[];
  /** Absent where all of the film was fetched. */
  readonly window?: FilmWindow;
  /** Absent where its list offers nothing to choose from. */
  readonly tracks?: StreamTracks;
}

/** Chooses the part of a film that is fetched, where not all of it is. */
export type ChoosePart = (film: Pick<FilmWindow, "filmMs" | "longestMs">) => ClipSpan;

/**
 * Fetches the pieces of a stream, in the quality that suits X best, and stores them one behind the other: all
 * of the picture, then the sound where it is apart. Of a live stream, what is listed now; of one that is longer than
 * 140 s, the part that is wanted, unless the person wants all.
 *
 * @param stored what an interrupted capture has stored; where the stream is another by now, it begins anew
 * @param choosePart which part of a long film is wanted
 * @returns where what lies among the stored bytes
 * @throws `JobFailure`: `protected-video` for an encrypted stream; `streamed-video` where nothing can be had;
 *   those of fetching; what the head check of the sink throws
 */
export async function readStream(
  source: CaptureSource,
  stored: StreamMark | null,
  choosePart: ChoosePart,
  effects: StreamEffects,
  signal: AbortSignal,
): Promise<StreamPieces> {
  const fetchPart = createPartFetch(source, effects);
  const { tier } = effects;
  const { language = "", loaded = [] } = source.offer?.film ?? {};
  const { soundId } = source;
  const wish = {
    tier,
    maxMs: null,
    language,
    loadedUrls: loaded.map(({ url }) => url),
    ...(soundId !== undefined && { soundId }),
  };
  const found = await findPieces(source.url, wish, fetchPart, signal);
  const span = chooseSpan(found, tier, choosePart, source.wantsAll === true);
  const plan = planPieces(found.picture, found.sound, span);
  // Whatever must be allowed is asked for before the first piece.
  if (plan.parts.length > MAX_PARTS) throw captureFailure("streamed-video");
  for (const url of firstOfEachOrigin(plan)) await checkAllowed(url, source, effects);
  const mark = stored?.plan === plan.name ? stored : null;
  const bytes = new StreamBytes(plan, mark);
  const sink = await effects.openStream(mark, (storedBytes) => bytes.markAt(storedBytes));
  const kinds = plan.runs.map((): StreamSoFar => ({ kind: null }));
  const fetchInto = async (index: number, taker: PartTaker, ended: AbortSignal) => {
    const part = plan.parts[index];
    const soFar = kinds[part?.run ?? 0];
    if (part === undefined || soFar === undefined) return;
    await fetchPart(part, () => new PieceTaker(taker, soFar), ended);
  };
  // What is stored of the piece in which an earlier try stopped comes once more.
  const first = { part: mark?.piece ?? 0, skipBytes: mark?.pieceBytes ?? 0 };
  await storeParts(first, plan.parts.length, bytes, sink, fetchInto, signal);
  const pieces = {
    runs: bytes.listRuns(),
    ...(found.tracks !== null && { tracks: found.tracks }),
  };
  if (!span.isPart) return pieces;
  const window = {
    startMs: plan.startMs,
    endMs: plan.startMs + plan.durationMs,
    filmMs: durationOf(found.picture),
    longestMs: span.longestMs,
  };
  return { ...pieces, window };
}

/** The longest film that X takes in pieces of half a second, its sound apart. */
const MAX_PARTS = 30_000;

/**
 * Of a film that is no longer, all is fetched: what X's own site lets everybody post, whatever the API takes. Of a
 * longer one a moment is meant, and all of it would keep the person waiting.
 */
const WHOLE_UP_TO_MS = 140_000;

/** What is fetched, and (null: all of it) how much of the film X takes. */
type FetchedSpan = Span &
  ({ readonly isPart: false } | { readonly isPart: true; readonly longestMs: number | null });

/**
 * All of a short film; of a live one, its latest part that X takes; of a long one, the part that is wanted.
 *
 * @param wantsAll the person wants all of it, if X takes it
 */
function chooseSpan(
  { picture }: FoundPieces,
  tier: AccountTier,
  choosePart: ChoosePart,
  wantsAll: boolean,
): FetchedSpan {
  const { maxDurationMs } = MEDIA_LIMITS.tweet_video[tier];
  const filmMs = durationOf(picture);
  const isTaken = filmMs <= maxDurationMs;
  const whole = { startMs: 0, endMs: Infinity, isPart: false } as const;
  if (!picture.isComplete) return isTaken ? whole : { ...whole, startMs: filmMs - maxDurationMs };
  if (isTaken && (filmMs <= WHOLE_UP_TO_MS || wantsAll)) return whole;
  const longestMs = isTaken ? null : maxDurationMs;
  const part = choosePart({ filmMs, longestMs });
  return isTaken && isWholeFilm(part, filmMs) ? whole : { ...part, isPart: true, longestMs };
}

function firstOfEachOrigin({ parts }: StreamPlan): string[] {
  const urls = new Map<string, string>();
  for (const { url } of parts) {
    const { origin } = new URL(url);
    if (!urls.has(origin)) urls.set(origin, url);
  }
  return [...urls.values()];
}
