import type { VideoSample } from "mediabunny";
import { toFilmColors, toFilmColorsOnWhite } from "./film-colors";
import type { HidingPicture } from "./open-hider";

/**
 * Makes what is done with each frame before it is coded: what is to be hidden is destroyed, what is transparent
 * becomes white, and what was drawn gets the colours of a film.
 *
 * @param hide null: nothing is hidden. What it draws is on white already.
 */
export function prepareFrames(
  hide: HidingPicture["hide"],
  isTransparent: boolean,
): (sample: VideoSample) => Promise<VideoSample> {
  const finish = isTransparent ? toFilmColorsOnWhite : toFilmColors;
  if (hide === null) return finish;
  return async (sample) => {
    const hidden = hide(sample);
    if (hidden === sample) return finish(sample);
    const finished = await toFilmColors(hidden);
    if (finished !== hidden) hidden.close();
    return finished;
  };
}
