import type { VideoSample } from "mediabunny";
import type { FilmHiding } from "../media/film-hiding";
import type { OpenVideo } from "./open-video";
import type { PlannedPicture } from "./plan-cut";

/** What is hidden in a film, of which what is stored may be the later part. */
export interface SourceHiding {
  readonly hiding: FilmHiding;
  /** When the stored part begins, from the film's beginning. */
  readonly startsAtMs: number;
}

/** How the picture is made, and what is done with each frame before it is coded. */
export type HidingPicture = PlannedPicture & {
  readonly hide: ((sample: VideoSample) => VideoSample) | null;
};

/**
 * Makes what hides in each frame of a film before it is coded.
 *
 * @param cutOffSecs how much of what is stored is left out before the part that is made
 * @throws as `createFrameHider`
 */
export async function openHider(
  { picture }: OpenVideo,
  { hiding, startsAtMs }: SourceHiding,
  cutOffSecs: number,
): Promise<HidingPicture["hide"]> {
  const { createFrameHider } = await import("./hide-in-film");
  const shown = {
    width: await picture.getDisplayWidth(),
    height: await picture.getDisplayHeight(),
  };
  return createFrameHider({ hiding, shown, zeroMs: startsAtMs + cutOffSecs * 1000 });
}
