import { captureFailure, refusalFailure } from "../../errors/capture-failure";
import type { CaptureSource } from "../../jobs/capture-source";
import type { StreamMark } from "../../jobs/stream-mark";
import { type AccountTier, MEDIA_LIMITS } from "../../media/media-limits";
import type { StreamRun } from "../../media/stream-run";
import type { ByteSink } from "../bytes/byte-sink";
import type { SiteEffects } from "../site/ask-site";
import { checkAllowed, createPartFetch, type PartFetch } from "./fetch-part";
import { findPieces, type FoundPieces } from "./find-pieces";
import { fetchSideBySide } from "./piece-queue";
import { PieceTaker, type StreamSoFar } from "./piece-taker";
import { durationOf, planPieces, type Span, type StreamPlan } from "./plan-pieces";
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

/**
 * Fetches the pieces of a stream, in the quality that suits X best, and stores them one behind the other: all
 * of the picture, then the sound where it is apart. Of a live stream, what is listed now.
 *
 * @param stored what an interrupted capture has stored; where the stream is another by now, it begins anew
 * @returns where what lies among the stored bytes
 * @throws `JobFailure`: `protected-video` for an encrypted stream; `streamed-video` where nothing can be had;
 *   `too-long`; those of fetching; what the head check of the sink throws
 */
export async function readStream(
  source: CaptureSource,
  stored: StreamMark | null,
  effects: StreamEffects,
  signal: AbortSignal,
): Promise<readonly StreamRun[]> {
  const fetchPart = createPartFetch(source, effects);
  const { tier } = effects;
  const wish = { tier, maxMs: null, language: source.offer?.film?.language ?? "" };
  const found = await findPieces(source.url, wish, fetchPart, signal);
  const plan = planPieces(found.picture, found.sound, chooseSpan(found, tier));
  // Whatever must be allowed is asked for before the first piece.
  if (plan.parts.length > MAX_PARTS) throw captureFailure("streamed-video");
  for (const url of firstOfEachOrigin(plan)) await checkAllowed(url, source, effects);
  const mark = stored?.plan === plan.name ? stored : null;
  const bytes = new StreamBytes(plan, mark);
  const sink = await effects.openStream(mark, (storedBytes) => bytes.markAt(storedBytes));
  await storeParts(plan, mark, bytes, sink, fetchPart, signal);
  await sink.end();
  return bytes.listRuns();
}

/** The longest film that X takes in pieces of half a second, its sound apart. */
const MAX_PARTS = 30_000;

/** All of a film; of a live one, its latest part that X takes. @throws `JobFailure` `too-long` */
function chooseSpan({ picture }: FoundPieces, tier: AccountTier): Span {
  const limit = MEDIA_LIMITS.tweet_video[tier].maxDurationMs;
  const actual = durationOf(picture);
  if (actual <= limit) return { startMs: 0, endMs: Infinity };
  if (!picture.isComplete) return { startMs: actual - limit, endMs: Infinity };
  throw refusalFailure({
    code: "too-long",
    details: { category: "tweet_video", limit, actual: Math.round(actual), unit: "ms" },
  });
}

function firstOfEachOrigin({ parts }: StreamPlan): string[] {
  const urls = new Map<string, string>();
  for (const { url } of parts) {
    const { origin } = new URL(url);
    if (!urls.has(origin)) urls.set(origin, url);
  }
  return [...urls.values()];
}

async function storeParts(
  plan: StreamPlan,
  mark: StreamMark | null,
  bytes: StreamBytes,
  sink: ByteSink,
  fetchPart: PartFetch,
  signal: AbortSignal,
): Promise<void> {
  const kinds = plan.runs.map((): StreamSoFar => ({ kind: null }));
  let skipBytes = mark?.pieceBytes ?? 0;
  await fetchSideBySide(
    mark?.piece ?? 0,
    plan.parts.length,
    async (index, taker, ended) => {
      const part = plan.parts[index];
      const soFar = kinds[part?.run ?? 0];
      if (part === undefined || soFar === undefined) return;
      await fetchPart(part, () => new PieceTaker(taker, soFar), ended);
    },
    async (index, received) => {
      // What is stored of the piece in which an earlier try stopped comes once more.
      const isFresh = skipBytes < received.byteLength;
      const fresh = isFresh ? received.subarray(skipBytes) : null;
      skipBytes = Math.max(0, skipBytes - received.byteLength);
      if (fresh === null) return;
      bytes.begin(index);
      bytes.receive(fresh.byteLength);
      await sink.write(fresh);
    },
    signal,
  );
}
