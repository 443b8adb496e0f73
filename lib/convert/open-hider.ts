import { EncodedPacketSink, type VideoSample } from "mediabunny";
import type { FilmHiding } from "../media/film-hiding";
import type { OpenVideo } from "./open-video";
import type { PlannedPicture } from "./plan-cut";
import type { FilmSurvey } from "./survey-film";

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
 * @param lineStartSecs where the part that is made begins on the library's time line
 * @throws as `createFrameHider`
 */
export async function openHider(
  { picture }: OpenVideo,
  { hiding, startsAtMs }: SourceHiding,
  survey: Pick<FilmSurvey, "startSecs" | "times">,
  lineStartSecs: number,
): Promise<HidingPicture["hide"]> {
  const { createFrameHider } = await import("./hide-in-film");
  const shown = {
    width: await picture.getDisplayWidth(),
    height: await picture.getDisplayHeight(),
  };
  const libraryZeroMs = startsAtMs - survey.startSecs * 1000;
  const zeroMs = libraryZeroMs + lineStartSecs * 1000;
  // An index tells how long each frame is shown; the last one of a cluster in WEBM may not say it.
  const startsMs = survey.times === null ? await listStarts(picture, libraryZeroMs) : null;
  return createFrameHider({ hiding, shown, zeroMs, startsMs });
}

/** When each frame begins, in order. @param zeroMs the moment of the library's time 0 */
async function listStarts(picture: OpenVideo["picture"], zeroMs: number): Promise<number[]> {
  const startsMs: number[] = [];
  const packets = new EncodedPacketSink(picture).packets(undefined, undefined, {
    metadataOnly: true,
  });
  for await (const { timestamp } of packets) startsMs.push(zeroMs + timestamp * 1000);
  return startsMs.toSorted((a, b) => a - b);
}
