import { captureFailure } from "../../errors/capture-failure";
import type { CaptureSource } from "../../jobs/capture-source";
import type { StreamMark } from "../../jobs/stream-mark";
import type { ClipSpan } from "../../media/clip-span";
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

/** Chooses the part of a film that is fetched, where X does not take all of it. */
export type ChoosePart = (film: Pick<FilmWindow, "filmMs" | "longestMs">) => ClipSpan;

/**
 * Fetches the pieces of a stream, in the quality that suits X best, and stores them one behind the other: all
 * of the picture, then the sound where it is apart. Of a live stream, what is listed now; of one that is longer than
 * X takes, the part that is wanted.
 *
 * @param stored what an interrupted capture has stored; where the stream is another by now, it begins anew
 * @param choosePart which part of a film that is too long is wanted
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
  const span = chooseSpan(found, tier, choosePart);
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
    longestMs: MEDIA_LIMITS.tweet_video[tier].maxDurationMs,
  };
  return { ...pieces, window };
}

/** The longest film that X takes in pieces of half a second, its sound apart. */
const MAX_PARTS = 30_000;

/** All of a film; of a live one, its latest part that X takes; of one that is too long, the part that is wanted. */
function chooseSpan(
  { picture }: FoundPieces,
  tier: AccountTier,
  choosePart: ChoosePart,
): Span & { readonly isPart: boolean } {
  const longestMs = MEDIA_LIMITS.tweet_video[tier].maxDurationMs;
  const filmMs = durationOf(picture);
  if (filmMs <= longestMs) return { startMs: 0, endMs: Infinity, isPart: false };
  if (!picture.isComplete) return { startMs: filmMs - longestMs, endMs: Infinity, isPart: false };
  return { ...choosePart({ filmMs, longestMs }), isPart: true };
}

function firstOfEachOrigin({ parts }: StreamPlan): string[] {
  const urls = new Map<string, string>();
  for (const { url } of parts) {
    const { origin } = new URL(url);
    if (!urls.has(origin)) urls.set(origin, url);
  }
  return [...urls.values()];
}
