import { hidePixels, touchedBy } from "../edit/hide-pixels";
import { type Rect, type Size, wholeOf } from "../edit/rect";
import { type FilmHiding, hiddenIn, placeHidden } from "../media/film-hiding";

/** A canvas that holds a frame as it is going to be written, and its context. */
export interface FrameCanvas {
  readonly size: Size;
  readonly context: OffscreenCanvasRenderingContext2D;
}

/**
 * Destroys the pixels of what is hidden in a frame.
 *
 * @param place where the picture lies in the frame, which may have margins
 * @param fromMs when the frame is shown, from the film's beginning
 */
export function hideInFrame(
  { size, context }: FrameCanvas,
  place: Rect,
  hiding: FilmHiding,
  fromMs: number,
  toMs: number,
): void {
  for (const part of hiddenIn(hiding, fromMs, toMs)) {
    const placed = placeHidden(part, hiding.frame, place);
    const touched = touchedBy(placed, wholeOf(size));
    if (touched === null) continue;
    const { left, top, width, height } = touched;
    const pixels = context.getImageData(left, top, width, height);
    hidePixels(pixels, placed, touched);
    context.putImageData(pixels, left, top);
  }
}
