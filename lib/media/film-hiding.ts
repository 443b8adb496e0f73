import { blockSizeOf, type HidingWay, type PlacedRegion } from "../edit/hidden-region";
import type { Rect, Size } from "../edit/rect";
import type { ClipSpan } from "./clip-span";

/** A part of a film's picture whose pixels are destroyed for a while. */
export interface HiddenPart {
  readonly how: HidingWay;
  /** In pixels of `FilmHiding.frame`. */
  readonly box: Rect;
  /** Null: in every frame. */
  readonly span: ClipSpan | null;
}

/** What is hidden in a film, or in a moving picture. */
export interface FilmHiding {
  /** Tells it from what was hidden before. */
  readonly id: string;
  /** The size of the frames on which the boxes were drawn, as they are shown. */
  readonly frame: Size;
  readonly parts: readonly HiddenPart[];
}

/** A film that is made smaller or larger mixes each pixel with so many of its neighbours. */
const BLUR_PX = 2;

/** What is hidden in a frame that is shown from one moment of the film to another. A frame that begins with the end of a span is not in it. */
export function hiddenIn(
  { parts }: Pick<FilmHiding, "parts">,
  fromMs: number,
  toMs: number,
): readonly HiddenPart[] {
  return parts.filter(
    ({ span }) =>
      span === null || (fromMs < span.endMs && Math.max(toMs, fromMs + 1) > span.startMs),
  );
}

/** Two clocks name the same frame by moments that are so far apart at most. */
const SAME_FRAME_MS = 2;

/**
 * Until when a frame is shown, in milliseconds: until the next one, whatever its file says, and the last one for ever.
 *
 * @param startsMs when each frame of the film begins, in order; null where the file tells how long each is shown
 */
export function shownUntilMs(
  startsMs: readonly number[] | null,
  fromMs: number,
  toMs: number,
): number {
  if (startsMs === null) return toMs;
  let low = 0;
  let high = startsMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((startsMs[middle] ?? Infinity) > fromMs + SAME_FRAME_MS) high = middle;
    else low = middle + 1;
  }
  return Math.max(toMs, Math.round(startsMs[low] ?? Infinity));
}

/**
 * Where a hidden part lies in a frame as it is written: whole pixels, none too few.
 *
 * @param frame the size of the frame on which it was drawn
 * @param place where that frame lies in the one that is written
 */
export function placeHidden({ how, box }: HiddenPart, frame: Size, place: Rect): PlacedRegion {
  const scaleX = place.width / frame.width;
  const scaleY = place.height / frame.height;
  const marginPx = scaleX === 1 && scaleY === 1 ? 0 : BLUR_PX;
  const left = Math.floor(place.left + box.left * scaleX) - marginPx;
  const top = Math.floor(place.top + box.top * scaleY) - marginPx;
  const right = Math.ceil(place.left + (box.left + box.width) * scaleX) + marginPx;
  const bottom = Math.ceil(place.top + (box.top + box.height) * scaleY) + marginPx;
  const placed = { left, top, width: right - left, height: bottom - top };
  const blockPx = blockSizeOf({ how, area: { box } }) * Math.max(scaleX, scaleY);
  return { how, blockPx: Math.max(2, Math.round(blockPx)), area: { box: placed } };
}

/** Whether a film of this shape can be the one on which the boxes were drawn, in another size. */
export function isSameShape(a: Size, b: Size): boolean {
  const slack = 0.02 * a.width * b.height;
  return Math.abs(a.width * b.height - b.width * a.height) <= slack;
}
