import { EncodedPacketSink } from "mediabunny";
import { needsEncoding } from "../media/film/film-flaws";
import { MEDIA_LIMITS } from "../media/media-limits";
import type { ConversionTask } from "./conversion-task";
import type { TimeLine } from "./encode-pieces";
import type { OpenVideo } from "./open-video";
import type { FilmSurvey } from "./survey-film";
import { type PicturePlan, planPictureTrack } from "./track-plan";

/** What of a film is wanted, in milliseconds from its beginning. */
export interface WantedPart {
  readonly startMs: number;
  /** Null: up to its end. */
  readonly endMs: number | null;
}

/** How the picture track is made. */
export type PlannedPicture = PicturePlan & { readonly framesPerSecond: number | null };

/** Places a part on the film's time line; what lies outside of the film is nothing. */
export function placePart({ startMs, endMs }: WantedPart, film: FilmSurvey): TimeLine {
  const startSecs = film.startSecs + startMs / 1000;
  const endSecs = endMs === null ? Infinity : film.startSecs + endMs / 1000;
  return {
    startSecs: startMs === 0 ? film.startSecs : Math.min(startSecs, film.endSecs),
    endSecs: Math.min(endSecs, film.endSecs),
  };
}

/** A cut is moved to a key frame that is so near, and so little of the clip, instead of coding all of it anew. */
const NEAR_SECS = 0.5;
const NEAR_PART = 0.1;

/** Plans how the picture is made, and where it begins. */
export async function planCut(
  track: OpenVideo["picture"],
  survey: FilmSurvey,
  { startSecs, endSecs }: TimeLine,
  task: ConversionTask,
): Promise<{ readonly plan: PlannedPicture; readonly startSecs: number }> {
  const plan = await planPicture(track, survey, task);
  if (plan.way === "encode" || startSecs === survey.startSecs) return { plan, startSecs };
  const mostSecs = Math.min(NEAR_SECS, NEAR_PART * (endSecs - startSecs));
  const keySecs = await findKeyFrame(track, startSecs);
  if (keySecs !== null && Math.abs(keySecs - startSecs) <= mostSecs) {
    return { plan, startSecs: keySecs };
  }
  return {
    plan: await planPicture(track, survey, { ...task, mustEncode: task.mustEncode ?? "picture" }),
    startSecs,
  };
}

/** When the key frame that is nearest to a moment is shown; null where there is none. */
async function findKeyFrame(track: OpenVideo["picture"], atSecs: number): Promise<number | null> {
  const sink = new EncodedPacketSink(track);
  // What the container calls a key frame may need earlier ones.
  const options = { verifyKeyPackets: true };
  const before = await sink.getKeyPacket(atSecs, options);
  const after =
    before === null
      ? await sink.getFirstKeyPacket(options)
      : await sink.getNextKeyPacket(before, options);
  const moments = [before, after].flatMap((packet) => packet?.timestamp ?? []);
  const [nearest] = moments.toSorted((a, b) => Math.abs(a - atSecs) - Math.abs(b - atSecs));
  return nearest ?? null;
}

async function planPicture(
  track: OpenVideo["picture"],
  survey: FilmSurvey,
  { mustEncode }: ConversionTask,
): Promise<PlannedPicture> {
  const { averagePacketRate } = await track.computePacketStats(120);
  const plan = planPictureTrack({
    widthPx: await track.getDisplayWidth(),
    heightPx: await track.getDisplayHeight(),
    codecString: await track.getCodecParameterString(),
    framesPerSecond: averagePacketRate,
    mustEncode:
      mustEncode !== null ||
      needsEncoding(survey.flaws) ||
      survey.longestGroup > MEDIA_LIMITS.tweet_video.maxFramesPerGroup,
  });
  return plan.way === "copy" ? { ...plan, framesPerSecond: null } : plan;
}
