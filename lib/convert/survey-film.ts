import { EncodedPacketSink, type InputTrack } from "mediabunny";
import { type FilmFlaw, findFlaws } from "../media/film/film-flaws";
import { type FilmTimes, layOutFilm } from "../media/film/film-times";
import { readFilm } from "../media/film/read-film";
import { conversionFailure } from "./conversion-failure";
import type { ConversionTask } from "./conversion-task";
import type { OpenVideo } from "./open-video";

/** What a film shows, on the time line of the library that decodes it, and what X would refuse in it. */
export interface FilmSurvey {
  readonly startSecs: number;
  readonly endSecs: number;
  readonly shownFrames: number;
  /** The most frames from one key frame to the next. */
  readonly longestGroup: number;
  readonly hasSound: boolean;
  readonly flaws: readonly FilmFlaw[];
  /** Where what is shown lies in an MP4 or MOV; null for other formats. */
  readonly times: FilmTimes | null;
}

/** What a file announces is rounded, or was estimated: it may end so much earlier and still be whole. */
const MAX_MISSING_SECS = 1;
const MAX_MISSING_PART = 0.1;

/**
 * Finds out what a film shows: by its index, or else by going through all of it once.
 *
 * @throws `JobFailure` `truncated-file` where its frames end long before it says that they do
 */
export async function surveyFilm(video: OpenVideo, task: ConversionTask): Promise<FilmSurvey> {
  const { source } = task;
  const film = await readFilm(source);
  const times = film && layOutFilm(film);
  if (film && times) {
    const widthPx = await video.picture.getDisplayWidth();
    const heightPx = await video.picture.getDisplayHeight();
    return {
      startSecs: times.startSecs,
      endSecs: times.endSecs,
      shownFrames: times.shownFrames,
      longestGroup: film.picture?.samples.longestGroup ?? 0,
      hasSound: times.sound !== null,
      flaws: findFlaws(film, times, { totalBytes: source.size, widthPx, heightPx }),
      times,
    };
  }
  const picture = await walkTrack(video.picture, task);
  const sound = video.sound && (await walkTrack(video.sound, task));
  const firstSecs = Math.min(picture.firstSecs, sound?.firstSecs ?? Infinity);
  // A clock of MPEG-TS that is about to begin anew is read as one before zero; elsewhere that means "not shown".
  const startSecs = task.type === "mpeg-ts" ? firstSecs : Math.max(0, firstSecs);
  const endSecs = Math.max(picture.endSecs, sound?.endSecs ?? 0);
  await refuseDamaged(video, task, endSecs);
  return {
    startSecs,
    endSecs,
    shownFrames: picture.count,
    longestGroup: picture.longestGroup,
    hasSound: sound !== null && sound.count > 0,
    flaws: [],
    times: null,
  };
}

/** @throws the signal's reason when aborted */
async function walkTrack(track: InputTrack, { signal, report }: ConversionTask) {
  let firstSecs = Infinity;
  let endSecs = -Infinity;
  let count = 0;
  let group = 0;
  let longestGroup = 0;
  const packets = new EncodedPacketSink(track).packets(undefined, undefined, {
    metadataOnly: true,
  });
  for await (const { timestamp, duration, type } of packets) {
    signal.throwIfAborted();
    await report(null);
    firstSecs = Math.min(firstSecs, timestamp);
    endSecs = Math.max(endSecs, timestamp + duration);
    count += 1;
    group = type === "key" ? 1 : group + 1;
    longestGroup = Math.max(longestGroup, group);
  }
  return { firstSecs, endSecs, count, longestGroup };
}

/** Refuses a file whose frames end long before it says that they do: something in it is damaged. */
async function refuseDamaged(
  { input }: OpenVideo,
  { source, type }: ConversionTask,
  endSecs: number,
): Promise<void> {
  const declaredSecs = (await input.getDurationFromMetadata()) ?? 0;
  if (declaredSecs - endSecs <= Math.max(MAX_MISSING_SECS, declaredSecs * MAX_MISSING_PART)) return;
  const totalBytes = source.size;
  throw conversionFailure("truncated-file", { mediaType: type, damage: "malformed", totalBytes });
}
