import type { VideoSample } from "mediabunny";
import { toFilmColors, toFilmColorsOnWhite } from "./film-colors";
import type { HidingPicture } from "./open-hider";
import { type NewSize, scaleFrame, thinColors } from "./scale-frame";

type PrepareFrame = (sample: VideoSample) => Promise<VideoSample>;

/**
 * Makes what is done with each frame before it is coded: it is brought to its size, what is to be hidden is destroyed,
 * what is transparent becomes white, and what was drawn gets the colours of a film.
 *
 * @param hide null: nothing is hidden. What it draws is on white already.
 * @param size absent: the frames that come have their size
 */
export function prepareFrames(
  hide: HidingPicture["hide"],
  isTransparent: boolean,
  size?: NewSize,
): PrepareFrame {
  const steps: readonly PrepareFrame[] = [
    size === undefined ? thinColors : (sample: VideoSample) => scaleFrame(sample, size),
    ...(hide === null ? [] : [(sample: VideoSample) => Promise.resolve(hide(sample))]),
  ];
  return async (sample) => {
    let prepared = sample;
    for (const step of steps) prepared = await replace(sample, prepared, step);
    // What hides draws on white already.
    const isOnWhite = !isTransparent || prepared !== sample;
    return replace(sample, prepared, isOnWhite ? toFilmColors : toFilmColorsOnWhite);
  };
}

/** Takes a step, and closes what came of the step before; the first sample is the library's to close. */
async function replace(
  first: VideoSample,
  before: VideoSample,
  step: PrepareFrame,
): Promise<VideoSample> {
  const after = await step(before);
  if (before !== first && after !== before) before.close();
  return after;
}
