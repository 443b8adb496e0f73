import type { CaptureSource } from "../../jobs/attachment";
import { type AccountTier, MEDIA_LIMITS } from "../../media/media-limits";
import type { ByteSink } from "../bytes/byte-sink";
import { STALL_MS } from "../site/fetch-in-worker";
import { originPattern } from "../site/site-patterns";
import { sourceHttpFailure } from "../site/http-failure";
import { captureFailure, refusalFailure } from "../../errors/capture-failure";
import { chooseVariant } from "./choose-variant";
import { parsePlaylist, type Playlist, type StreamPiece } from "./parse-playlist";

/** What reading a stream needs of the browser and the store. */
export interface StreamEffects {
  readonly fetch: typeof fetch;
  withReferer<T>(host: string, referer: string, task: () => Promise<T>): Promise<T>;
  /** Whether a site may be fetched. */
  mayFetch(origin: string): Promise<boolean>;
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
  for (const piece of [...beginnings, ...pieces]) {
    await fetchPiece(piece, (part) => sink.write(part));
  }
  await sink.end();
}

type PieceFetch = (
  piece: StreamPiece,
  take: (part: Uint8Array<ArrayBuffer>) => Promise<void>,
) => Promise<string>;

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
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let totalBytes = 0;
  const answeredUrl = await fetchPiece({ url, range: null }, async (part) => {
    totalBytes += part.byteLength;
    if (totalBytes > MAX_PLAYLIST_BYTES) throw captureFailure("streamed-video");
    parts.push(part);
  });
  const playlist = parsePlaylist(await new Blob(parts).text(), answeredUrl);
  if (playlist === null) throw captureFailure("not-media", { detected: "text" });
  return playlist;
}

/** Fetches pieces as the site wants to be asked: plainly, else with cookies and the page's address, from then on. */
function createPieceFetch(
  source: CaptureSource,
  effects: StreamEffects,
  signal: AbortSignal,
): PieceFetch {
  let asksAsPage = false;
  return async (piece, take) => {
    const target = new URL(piece.url);
    await checkPermission(source, target, effects);
    const stall = new AbortController();
    let timer = setTimeout(() => stall.abort(), STALL_MS);
    const ask = () => {
      const request = () =>
        effects.fetch(piece.url, {
          credentials: asksAsPage ? "include" : "omit",
          cache: asksAsPage ? "no-store" : "default",
          ...(piece.range !== null && { headers: { range: toRangeHeader(piece.range) } }),
          signal: AbortSignal.any([signal, stall.signal]),
        });
      return asksAsPage
        ? effects.withReferer(target.hostname, source.pageUrl.replace(/#.*$/s, ""), request)
        : request();
    };
    try {
      let response = await ask();
      if (!response.ok && !asksAsPage) {
        asksAsPage = true;
        response = await ask();
      }
      if (!response.ok) throw sourceHttpFailure(response.status, target.hostname);
      if (piece.range !== null && response.status !== 206) {
        throw captureFailure("source-http-error", {
          host: target.hostname,
          httpStatus: response.status,
        });
      }
      if (response.body !== null) {
        for await (const part of response.body) {
          clearTimeout(timer);
          timer = setTimeout(() => stall.abort(), STALL_MS);
          await take(part);
        }
      }
      return response.url || piece.url;
    } catch (cause) {
      signal.throwIfAborted();
      const { hostname: host } = target;
      if (stall.signal.aborted) throw captureFailure("capture-stalled", { host }, { cause });
      if (cause instanceof TypeError)
        throw captureFailure("source-unreachable", { host }, { cause });
      throw cause;
    } finally {
      clearTimeout(timer);
    }
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
