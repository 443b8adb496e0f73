import { VideoSample } from "mediabunny";
import { type FilmHiding, hiddenIn, isSameShape, shownUntilMs } from "../media/film-hiding";
import { planFrameLayout } from "./animation-plan";
import { conversionFailure } from "./conversion-failure";
import { hideInFrame } from "./hide-in-frame";

/** What is hidden in a film, and how the film lies on the coder's time line. */
export interface HidingInFilm {
  readonly hiding: FilmHiding;
  /** The size of the film's picture as it is shown. */
  readonly shown: { readonly width: number; readonly height: number };
  /** Which moment of the film has the coder's time 0, in milliseconds. */
  readonly zeroMs: number;
  /** See {@link shownUntilMs}. */
  readonly startsMs: readonly number[] | null;
}

/**
 * Makes what destroys hidden pixels in each frame before it is coded. A frame in which nothing is hidden is handed on as
 * it is.
 *
 * @throws `JobFailure` `conversion-failed` where the film has another shape than the one on which the boxes were drawn,
 *   or the browser gives no canvas
 */
export function createFrameHider({
  hiding,
  shown,
  zeroMs,
  startsMs,
}: HidingInFilm): (sample: VideoSample) => VideoSample {
  if (!isSameShape(shown, hiding.frame)) {
    throw conversionFailure("conversion-failed", { name: "OtherShape" });
  }
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  if (context === null) throw conversionFailure("conversion-failed", { name: "NoCanvas" });
  return (sample) => {
    // A span ends between two frames, however little the second one's time is off.
    const fromMs = Math.round(zeroMs + sample.timestamp * 1000);
    const endMs = Math.round(zeroMs + (sample.timestamp + sample.duration) * 1000);
    const toMs = shownUntilMs(startsMs, fromMs, endMs);
    if (hiddenIn(hiding, fromMs, toMs).length === 0) return sample;
    const size = { width: sample.displayWidth, height: sample.displayHeight };
    if (canvas.width !== size.width) canvas.width = size.width;
    if (canvas.height !== size.height) canvas.height = size.height;
    context.fillStyle = "white";
    context.fillRect(0, 0, size.width, size.height);
    sample.draw(context, 0, 0, size.width, size.height);
    hideInFrame({ size, context }, placeOf(shown, size), hiding, fromMs, toMs);
    const { timestamp, duration } = sample;
    return new VideoSample(canvas, { timestamp, duration });
  };
}

/** A frame that was brought into X's limits may have margins; else the picture fills it. */
function placeOf(
  shown: { readonly width: number; readonly height: number },
  size: { readonly width: number; readonly height: number },
) {
  const { widthPx, heightPx, picture } = planFrameLayout(shown.width, shown.height);
  return widthPx === size.width && heightPx === size.height
    ? { left: picture.x, top: picture.y, width: picture.widthPx, height: picture.heightPx }
    : { left: 0, top: 0, width: size.width, height: size.height };
}
