import type { MediaInfo } from "../media-info";
import { MEDIA_LIMITS } from "../media-limits";
import type { FilmTimes } from "./film-times";
import type { Film } from "./read-film";

/**
 * Why a film that looks like one X takes is converted first. Where X's limits come from stands in `docs/x-api.md`.
 *
 * - `edited`: the file holds frames or sound that no player shows
 * - `pieced`: what is shown has several pieces, or another pace than its media
 * - `late`: it begins long after its time line does
 * - `frame-rate`, `group` (key frames too far apart), `open-group`, `interlaced`, `pixel-aspect`, `colours`, `level`,
 *   `size`, `bitrate`: over a limit of X
 */
export type FilmFlaw =
  | "edited"
  | "pieced"
  | "late"
  | "frame-rate"
  | "group"
  | "open-group"
  | "interlaced"
  | "pixel-aspect"
  | "colours"
  | "level"
  | "size"
  | "bitrate";

/** Those that coded frames can keep: only the file around them has to be another. */
const HEALED_BY_COPY: readonly FilmFlaw[] = ["edited", "late"];

/** Whether frames have to be coded anew. */
export function needsEncoding(flaws: readonly FilmFlaw[]): boolean {
  return flaws.some((flaw) => !HEALED_BY_COPY.includes(flaw));
}

/** Whether not all of it is shown, one behind the other and from the beginning on. */
export function isEdited(flaws: readonly FilmFlaw[]): boolean {
  return flaws.some((flaw) => flaw === "edited" || flaw === "pieced" || flaw === "late");
}

/** Coders of sound begin before the sound and end behind it by less than this. */
const PRIMING_SECS = 0.25;
/** Less than this nobody takes for a delay. */
const LATE_SECS = 0.1;
/** The nominal 60 of a camera is measured a little above. */
const MEASURED_FRAMES_PER_SECOND = 1;
/** A shape of pixels that nobody sees: sizes in whole pixels cannot be more exact. */
const PIXEL_ASPECT_SLACK = 0.01;

/** What is known of a film beside its index; the size as it is shown. */
export type FileFacts = Pick<MediaInfo, "totalBytes" | "widthPx" | "heightPx">;

/** Finds what keeps a film from going to X as it is. */
export function findFlaws(film: Film, times: FilmTimes, file: FileFacts): FilmFlaw[] {
  const { picture, sound } = times;
  const { samples, avc, pixelAspect } = film.picture ?? {};
  const facts = avc?.facts;
  const limits = MEDIA_LIMITS.tweet_video;
  const shownSecs = times.endSecs - times.startSecs;
  const hiddenFrames = (samples?.count ?? 0) - times.shownFrames;
  const isPieced = [picture, sound].some(
    (track) => track !== null && (track.pieces.length > 1 || !track.isAtPace),
  );
  const pictureSecs = (picture?.pieces ?? []).reduce(
    (sum, { fromSecs, toSecs }) => sum + toSecs - fromSecs,
    0,
  );
  const aspect = pixelAspect ?? facts?.pixelAspect ?? 1;
  const findings: Readonly<Record<FilmFlaw, boolean>> = {
    edited: !isPieced && (hiddenFrames > 0 || (sound?.hiddenSecs ?? 0) > PRIMING_SECS),
    pieced: isPieced,
    late: times.startSecs > LATE_SECS,
    "frame-rate":
      times.shownFrames > pictureSecs * (limits.maxFramesPerSecond + MEASURED_FRAMES_PER_SECOND),
    group: (samples?.longestGroup ?? 0) > limits.maxFramesPerGroup,
    "open-group": film.hasOpenGroup,
    interlaced: facts?.mayInterlace ?? false,
    "pixel-aspect": Math.abs(aspect - 1) > PIXEL_ASPECT_SLACK,
    colours: facts !== undefined && (facts.chromaFormat !== 1 || facts.bitDepth !== 8),
    level: (facts?.level ?? 0) > limits.maxLevel,
    size: isOversized(file.widthPx ?? 0, file.heightPx ?? 0),
    bitrate: countPictureBytes(film, file) * 8 > shownSecs * limits.maxBitsPerSecond,
  };
  return FLAWS.filter((flaw) => findings[flaw]);
}

/** What the picture takes of the file: free space in it is nothing that X decodes. */
function countPictureBytes({ picture, isHybrid }: Film, { totalBytes }: FileFacts): number {
  // Fragments keep their sizes for themselves.
  return picture === null || isHybrid || picture.sampleBytes === 0
    ? totalBytes
    : picture.sampleBytes;
}

const FLAWS: readonly FilmFlaw[] = [
  "edited",
  "pieced",
  "late",
  "frame-rate",
  "group",
  "open-group",
  "interlaced",
  "pixel-aspect",
  "colours",
  "level",
  "size",
  "bitrate",
];

/** Whether a picture, as it is shown, is larger than X takes. */
function isOversized(widthPx: number, heightPx: number): boolean {
  const { maxLongSidePx, maxShortSidePx } = MEDIA_LIMITS.tweet_video;
  return (
    Math.max(widthPx, heightPx) > maxLongSidePx || Math.min(widthPx, heightPx) > maxShortSidePx
  );
}
