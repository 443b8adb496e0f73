import {
  type ClipSpan,
  isWholeFilm,
  moveEnd,
  moveStart,
  type SpanLimits,
} from "../media/clip-span";

/** Which part of a video is chosen, as a field's text: "whole", or its two ends in milliseconds. */
export function textOfSpan(span: ClipSpan, { filmMs, longestMs }: SpanLimits): string {
  const isWhole = longestMs === null && isWholeFilm(span, filmMs);
  return isWhole ? WHOLE : `${span.startMs}-${span.endMs}`;
}

/** The text of all of a video. */
export const WHOLE = "whole";

/** The span that a text names; null for all of the video. */
export function spanOfText(text: string): ClipSpan | null {
  const [, start, end] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  return start === undefined || end === undefined
    ? null
    : { startMs: Number(start), endMs: Number(end) };
}

/** Which of the two handles. */
export type ClipEnd = "start" | "end";

/** Moves a handle to a moment. */
export function moveHandle(
  span: ClipSpan,
  end: ClipEnd,
  toMs: number,
  limits: SpanLimits,
): ClipSpan {
  return end === "start" ? moveStart(span, toMs, limits) : moveEnd(span, toMs, limits);
}

/** A tenth of a second: what the handle's value tells. */
const STEP_MS = 100;
const LONG_STEP_MS = 1_000;
const PAGE_MS = 10_000;

/**
 * Where a key takes a handle: an arrow by a tenth of a second, with Shift by a second, Page Up and Page Down by ten,
 * Home and End to the ends of the film.
 *
 * @param atMs where the handle is
 * @returns null for any other key
 */
export function moveByKey(
  { key, shiftKey }: Pick<KeyboardEvent, "key" | "shiftKey">,
  atMs: number,
  filmMs: number,
): number | null {
  const stepMs = shiftKey ? LONG_STEP_MS : STEP_MS;
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return atMs + stepMs;
    case "ArrowLeft":
    case "ArrowDown":
      return atMs - stepMs;
    case "PageUp":
      return atMs + PAGE_MS;
    case "PageDown":
      return atMs - PAGE_MS;
    case "Home":
      return 0;
    case "End":
      return filmMs;
    default:
      return null;
  }
}

/** Which handle a key sets to where the player stands: `I` the start, `O` the end; null for any other key. */
export function handleOfKey({
  key,
  altKey,
  ctrlKey,
  metaKey,
}: Pick<KeyboardEvent, "key" | "altKey" | "ctrlKey" | "metaKey">): ClipEnd | null {
  if (altKey || ctrlKey || metaKey) return null;
  switch (key.toLowerCase()) {
    case "i":
      return "start";
    case "o":
      return "end";
    default:
      return null;
  }
}
