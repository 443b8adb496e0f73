import { captureFailure } from "../../errors/capture-failure";
import { listTracks, type StreamTracks, trackIdOf } from "../../media/stream-tracks";
import { type AccountTier, MEDIA_LIMITS } from "../../media/media-limits";
import { choosePicture, chooseSound, soundsOf, type Wanted } from "./choose-renditions";
import type { PartFetch } from "./fetch-part";
import { fetchListing } from "./fetch-listing";
import { fetchSmall } from "./fetch-small";
import { durationOf } from "./plan-pieces";
import type { PieceList, PieceSource, StreamOffer } from "./stream";

/** The pieces of a stream that were chosen; the sound is null where the picture's own pieces hold it. */
export interface FoundPieces {
  readonly picture: PieceList;
  readonly sound: PieceList | null;
  /** Null where the list offers nothing to choose from. */
  readonly tracks: StreamTracks | null;
}

/** What the choice depends on. */
export interface StreamWish extends Pick<Wanted, "language" | "loadedUrls" | "soundId"> {
  readonly tier: AccountTier;
  /** How much of it is wanted at most, in milliseconds; null: all of it. */
  readonly maxMs: number | null;
}

/**
 * Reads the lists of a stream, and chooses what is to be fetched.
 *
 * @throws `JobFailure` `protected-video` for an encrypted one; `streamed-video` where there is nothing to be
 *   had; `not-media` for what is no list; those of fetching
 */
export async function findPieces(
  url: string,
  { tier, maxMs, ...heard }: StreamWish,
  fetchPart: PartFetch,
  signal: AbortSignal,
): Promise<FoundPieces> {
  const listing = await fetchListing(url, fetchPart, signal);
  if ("list" in listing) return { picture: judge(listing.list), sound: null, tracks: null };
  const { offer } = listing;
  if (offer.isEncrypted) throw captureFailure("protected-video");
  const { maxBytes } = MEDIA_LIMITS.tweet_video[tier];
  const best = choosePicture(offer.pictures, { maxBytes, durationMs: maxMs });
  if (best === null) throw captureFailure("streamed-video");
  const read = (from: PieceSource) => readSource(from, fetchPart, signal);
  let chosen = best;
  let picture = await read(best.from);
  const durationMs = Math.min(durationOf(picture), maxMs ?? Infinity);
  const fitting = choosePicture(offer.pictures, { maxBytes, durationMs });
  if (fitting !== null && fitting !== best) {
    chosen = fitting;
    picture = await read(fitting.from);
  }
  const sound = chooseSound(chosen, offer.sounds, heard);
  const sounds = listTracks(soundsOf(chosen, offer.sounds));
  const tracks: StreamTracks = {
    url,
    sounds,
    soundId: sound === null ? null : trackIdOf(sound),
    ...subtitlesOf(offer, picture),
  };
  return {
    picture,
    sound: sound === null || sound.from === null ? null : await read(sound.from),
    tracks: sounds.length > 1 || tracks.subtitles.length > 0 ? tracks : null,
  };
}

/** What of the subtitles can be placed on the time line of the film. */
function subtitlesOf(
  { subtitles, subtitlesCount }: StreamOffer,
  { isComplete, startMs, pieces }: PieceList,
): Pick<StreamTracks, "subtitles" | "zeroSecs"> {
  const hasOneClock = pieces.every(({ clock }) => clock === pieces[0]?.clock);
  if (!isComplete || !hasOneClock) return { subtitles: [] };
  const zero = subtitlesCount === "list" ? { zeroSecs: startMs / 1000 } : {};
  return { subtitles: listTracks(subtitles), ...zero };
}

/**
 * Reads where the pieces of one rendition are.
 *
 * @throws as {@link findPieces}
 */
export async function readSource(
  from: PieceSource,
  fetchPart: PartFetch,
  signal: AbortSignal,
): Promise<PieceList> {
  switch (from.in) {
    case "list":
      return judge(from.list);
    case "playlist": {
      const listing = await fetchListing(from.url, fetchPart, signal);
      if ("offer" in listing) throw captureFailure("streamed-video");
      return judge(listing.list);
    }
    case "periods":
      return joinLists(
        await Promise.all(
          from.periods.map(async ({ clock, from: own }) => ({
            clock,
            list: await readSource(own, fetchPart, signal),
          })),
        ),
      );
    case "index": {
      const { file } = await fetchSmall(from.index, fetchPart, signal);
      const { parseIndex } = await import("../dash/parse-index");
      const bytes = new Uint8Array(await file.arrayBuffer());
      const list = parseIndex(bytes, from.head, from.index);
      if (list === null) throw captureFailure("streamed-video");
      return judge(list);
    }
  }
}

function joinLists(
  periods: readonly { readonly clock: number; readonly list: PieceList }[],
): PieceList {
  const lists = periods.map(({ list }) => list);
  return {
    isEncrypted: lists.some(({ isEncrypted }) => isEncrypted),
    isComplete: lists.every(({ isComplete }) => isComplete),
    startMs: lists[0]?.startMs ?? 0,
    pieces: periods.flatMap(({ clock, list }) => list.pieces.map((piece) => ({ ...piece, clock }))),
  };
}

function judge(list: PieceList): PieceList {
  if (list.isEncrypted) throw captureFailure("protected-video");
  if (list.pieces.length === 0) throw captureFailure("streamed-video");
  return list;
}
