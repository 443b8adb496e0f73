import type { FilmOffer } from "../../jobs/capture-source";

/** What is known of a stream that a page has loaded. */
export interface StreamFacts {
  readonly url: string;
  /** Null where its list does not say. */
  readonly durationMs: number | null;
  readonly isLive: boolean;
  /** Width to height; null where its list does not say. */
  readonly ratio: number | null;
  /** It lists qualities to choose from, not the pieces of one. */
  readonly isChoice: boolean;
  /** The lists that it names: they are parts of it, not streams beside it. */
  readonly names: readonly string[];
}

/** Lists round their pieces' lengths, and a player counts from its first frame. */
const MAX_OFF_MS = 1500;
const MAX_OFF_PART = 0.02;
/** Sizes are rounded to even pixels. */
const MAX_RATIO_OFF = 0.03;
/** So much may be added to the list of a live stream between the click and the look at it. */
const MAX_GROWN_MS = 30_000;

/**
 * The streams that may be what an element plays, best first: those of its length and ratio; among these, the
 * one that was loaded last comes first. What a list does not say is not held against it. Where none is as long, a live one may be meant: some players
 * (hls.js) tell what has been listed so far as the length of a live film, instead of none.
 *
 * @param streams the latest first
 */
export function fitStreams(
  streams: readonly StreamFacts[],
  film: Pick<FilmOffer, "durationMs" | "isLive" | "widthPx" | "heightPx">,
): StreamFacts[] {
  const named = new Set(streams.flatMap(({ names }) => names));
  const whole = streams.filter((stream) => !named.has(stream.url) && hasRatio(stream, film));
  const fitting = whole.filter((stream) => hasLength(stream, film));
  return fitting.length > 0 ? fitting : whole.filter((stream) => isLengthSoFar(stream, film));
}

/** A player counts from the first piece that it has seen: what has left the list since is part of its length. */
function isLengthSoFar(
  { durationMs, isLive }: StreamFacts,
  film: Pick<FilmOffer, "durationMs" | "isLive">,
): boolean {
  if (!isLive || film.isLive || film.durationMs === null) return false;
  return durationMs === null || durationMs <= film.durationMs + MAX_GROWN_MS;
}

function hasLength(
  { durationMs, isLive }: StreamFacts,
  film: Pick<FilmOffer, "durationMs" | "isLive">,
): boolean {
  // What is live may be over for the list already, and the other way about.
  if (isLive || film.isLive) return isLive === film.isLive;
  if (durationMs === null || film.durationMs === null) return true;
  const offMs = Math.abs(durationMs - film.durationMs);
  return offMs <= Math.max(MAX_OFF_MS, film.durationMs * MAX_OFF_PART);
}

function hasRatio(
  { ratio }: StreamFacts,
  { widthPx, heightPx }: Pick<FilmOffer, "widthPx" | "heightPx">,
): boolean {
  if (ratio === null || widthPx === 0 || heightPx === 0) return true;
  return Math.abs(ratio / (widthPx / heightPx) - 1) <= MAX_RATIO_OFF;
}
