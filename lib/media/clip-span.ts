import { MEDIA_LIMITS } from "./media-limits";

/** A part of a film, in whole milliseconds from the film's beginning. */
export interface ClipSpan {
  readonly startMs: number;
  readonly endMs: number;
}

/** So much is proposed of a film that is longer than X takes. */
export const PROPOSED_MS = 30_000;

/** The shortest clip that X takes. */
export const SHORTEST_MS = MEDIA_LIMITS.tweet_video.minDurationMs;

/** Whether two spans are the same part. */
export function sameSpan(a: ClipSpan, b: ClipSpan): boolean {
  return a.startMs === b.startMs && a.endMs === b.endMs;
}

/**
 * Proposes a part of a film that is too long: {@link PROPOSED_MS} around the moment of the click, moved so that
 * they lie in the film.
 *
 * @param atMs where the film stood at the click; null: nobody knows, which is its beginning
 * @param longestMs the longest clip that X takes
 */
export function proposeSpan(filmMs: number, atMs: number | null, longestMs: number): ClipSpan {
  const lengthMs = Math.floor(Math.min(PROPOSED_MS, longestMs, filmMs));
  const latestMs = Math.max(0, Math.floor(filmMs) - lengthMs);
  const startMs = Math.min(latestMs, Math.max(0, Math.round((atMs ?? 0) - lengthMs / 2)));
  return { startMs, endMs: startMs + lengthMs };
}

/** What a clip has to keep. */
export interface SpanLimits {
  readonly filmMs: number;
  /** Null: X takes all of the film. */
  readonly longestMs: number | null;
}

/**
 * The span as it may be: within the film, at least {@link SHORTEST_MS} and at most as long as X takes. What is
 * too long loses its end.
 */
export function limitSpan(
  { startMs, endMs }: ClipSpan,
  { filmMs, longestMs }: SpanLimits,
): ClipSpan {
  const lastMs = Math.max(0, Math.floor(filmMs));
  const start = Math.max(0, Math.min(Math.round(startMs), lastMs - SHORTEST_MS));
  const mostMs = Math.max(SHORTEST_MS, Math.floor(longestMs ?? Infinity));
  const end = Math.min(lastMs, start + mostMs, Math.max(Math.round(endMs), start + SHORTEST_MS));
  return { startMs: start, endMs: end };
}

/** Moves the start, which pushes the end where the clip would become too short, and pulls it where too long. */
export function moveStart(span: ClipSpan, startMs: number, limits: SpanLimits): ClipSpan {
  const start = Math.max(0, Math.min(Math.round(startMs), Math.floor(limits.filmMs) - SHORTEST_MS));
  return limitSpan({ startMs: start, endMs: Math.max(span.endMs, start + SHORTEST_MS) }, limits);
}

/** Moves the end, which pushes the start where the clip would become too short, and pulls it where too long. */
export function moveEnd(span: ClipSpan, endMs: number, limits: SpanLimits): ClipSpan {
  const end = Math.max(SHORTEST_MS, Math.min(Math.round(endMs), Math.floor(limits.filmMs)));
  const startMs = Math.min(span.startMs, end - SHORTEST_MS);
  return limitSpan(
    { startMs: Math.max(startMs, end - (limits.longestMs ?? Infinity)), endMs: end },
    limits,
  );
}

/** Whether the span is all of the film, but for less than a frame. */
export function isWholeFilm({ startMs, endMs }: ClipSpan, filmMs: number): boolean {
  return startMs === 0 && endMs >= Math.floor(filmMs) - WHOLE_SLACK_MS;
}

const WHOLE_SLACK_MS = 10;
