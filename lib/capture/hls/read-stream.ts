import type { CaptureSource } from "../../jobs/capture-source";
import { type AccountTier, MEDIA_LIMITS } from "../../media/media-limits";
import type { ByteSink } from "../bytes/byte-sink";
import type { Rung } from "../../jobs/rung";
import type { SiteEffects } from "../site/ask-site";
import { climbRungs } from "../site/climb-rungs";
import { type ByteTaker, download } from "../site/download";
import { FIRST_RUNG } from "../site/fetch-rungs";
import { originPattern } from "../site/site-patterns";
import { mayOffer } from "../site/site-trust";
import { JobFailure } from "../../errors/job-error";
import { PieceTaker, type StreamSoFar } from "./piece-taker";
import { captureFailure, refusalFailure } from "../../errors/capture-failure";
import { chooseVariant } from "./choose-variant";
import { parsePlaylist, type Playlist, type StreamPiece } from "./parse-playlist";

/** What reading a stream needs of the browser and the store. */
export interface StreamEffects extends SiteEffects {
  /** Begins the file that the pieces make. */
  openSink(mark: null): ByteSink;
  readonly tier: AccountTier;
}

/** No playlist of a video that X takes is larger: 125 minutes in pieces of two seconds, each with an address of 200 characters. */
const MAX_PLAYLIST_BYTES = 1024 * 1024;

type Pieces = Extract<Playlist, { kind: "pieces" }>;

/**
 * Fetches the pieces of an HLS stream, in the best quality within X's limits, and stores them one
 * behind the other: fragmented MP4 is a file then, MPEG-TS too, of another type. Begins anew after an
 * interruption.
 *
 * @throws `JobFailure`: `protected-video` for an encrypted stream; `streamed-video` for a live one, or
 *   one whose sound is apart; `too-long`; those of fetching; what the head check of the sink throws
 */
export async function readStream(
  source: CaptureSource,
  effects: StreamEffects,
  signal: AbortSignal,
): Promise<void> {
  const fetchPiece = createPieceFetch(source, effects, signal);
  const { pieces, beginnings } = await findPieces(source.url, effects.tier, fetchPiece);
  const sink = effects.openSink(null);
  const stream: StreamSoFar = { kind: null };
  for (const piece of [...beginnings, ...pieces]) {
    await fetchPiece(piece, () => new PieceTaker(sink, stream));
  }
  await sink.end();
}

/** Fetches a piece into a taker, made anew for each try. @returns the address at which it was found */
type PieceFetch = (piece: StreamPiece, take: () => ByteTaker) => Promise<string>;

async function findPieces(url: string, tier: AccountTier, fetchPiece: PieceFetch): Promise<Pieces> {
  const first = await fetchPlaylist(url, fetchPiece);
  if (first.kind === "pieces") return judgePieces(first, tier);
  if (first.isEncrypted) throw captureFailure("protected-video");
  const { maxBytes } = MEDIA_LIMITS.tweet_video[tier];
  const best = chooseVariant(first.variants, maxBytes, null);
  if (best === null) throw captureFailure("streamed-video");
  const chosen = await fetchVariant(best.url, tier, fetchPiece);
  const fitting = chooseVariant(first.variants, maxBytes, chosen.durationMs);
  return fitting === null || fitting === best
    ? chosen
    : fetchVariant(fitting.url, tier, fetchPiece);
}

async function fetchVariant(
  url: string,
  tier: AccountTier,
  fetchPiece: PieceFetch,
): Promise<Pieces> {
  const playlist = await fetchPlaylist(url, fetchPiece);
  if (playlist.kind === "choice") throw captureFailure("streamed-video");
  return judgePieces(playlist, tier);
}

function judgePieces(playlist: Pieces, tier: AccountTier): Pieces {
  if (playlist.isEncrypted) throw captureFailure("protected-video");
  // Pieces after another beginning do not go on where the others ended.
  const isOneFile = playlist.beginnings.length <= 1;
  if (!playlist.isComplete || playlist.pieces.length === 0 || !isOneFile) {
    throw captureFailure("streamed-video");
  }
  const limit = MEDIA_LIMITS.tweet_video[tier].maxDurationMs;
  if (playlist.durationMs > limit) {
    throw refusalFailure({
      code: "too-long",
      details: { category: "tweet_video", limit, actual: playlist.durationMs, unit: "ms" },
    });
  }
  return playlist;
}

async function fetchPlaylist(url: string, fetchPiece: PieceFetch): Promise<Playlist> {
  let parts: Uint8Array<ArrayBuffer>[] = [];
  const answeredUrl = await fetchPiece({ url, range: null }, () => {
    parts = [];
    let totalBytes = 0;
    return {
      async write(part) {
        totalBytes += part.byteLength;
        if (totalBytes > MAX_PLAYLIST_BYTES) throw captureFailure("streamed-video");
        parts.push(part);
      },
      end: () => Promise.resolve(),
    };
  });
  const playlist = parsePlaylist(await new Blob(parts).text(), answeredUrl);
  if (playlist === null) throw captureFailure("not-media", { detected: "text" });
  return playlist;
}

/**
 * Fetches playlists and pieces as their sites want to be asked, plainly first. What has helped with one
 * piece is tried first with the next of the same origin, and says nothing about other origins.
 */
function createPieceFetch(
  source: CaptureSource,
  effects: StreamEffects,
  signal: AbortSignal,
): PieceFetch {
  const rungs = new Map<string, Rung>();
  return async ({ url, range }, take) => {
    const target = new URL(url);
    if (url !== source.url && !mayOffer(url, source.pageUrl)) {
      throw captureFailure("unsupported-source");
    }
    await checkPermission(source, target, effects);
    const headers = range === null ? null : { range: toRangeHeader(range) };
    let answeredUrl = url;
    const climb = await climbRungs(url, source, rungs.get(target.origin) ?? FIRST_RUNG, (rung) =>
      download(
        { url, rung, headers },
        source,
        effects,
        signal,
        async ({ response, url: found }) => {
          if (range !== null && response.status !== 206) {
            throw captureFailure("source-http-error", {
              host: target.hostname,
              httpStatus: response.status,
            });
          }
          answeredUrl = found;
          return take();
        },
      ).then(
        () => null,
        (failure: unknown) => {
          if (failure instanceof JobFailure) return failure;
          throw failure;
        },
      ),
    );
    if (climb.rung === null) throw climb.first;
    rungs.set(target.origin, climb.rung);
    return answeredUrl;
  };
}

/** The page's own site is open since the click; any other must have been allowed. */
async function checkPermission(
  { pageUrl }: CaptureSource,
  target: URL,
  { mayFetch }: StreamEffects,
): Promise<void> {
  if (URL.canParse(pageUrl) && new URL(pageUrl).origin === target.origin) return;
  const origin = originPattern(target);
  if (origin !== null && !(await mayFetch(origin))) {
    throw captureFailure("permission-refused", { origin });
  }
}

function toRangeHeader({ startByte, totalBytes }: NonNullable<StreamPiece["range"]>): string {
  return `bytes=${startByte}-${startByte + totalBytes - 1}`;
}
