import { MEDIA_LIMITS } from "../media/media-limits";
import { planFrameLayout } from "./animation-plan";

/** What a file says about its picture track. */
export interface PictureTrack {
  /** As shown, turned and with square pixels. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** For example `avc1.64001f`; null where it is unknown. */
  readonly codecString: string | null;
  readonly framesPerSecond: number;
  /** Its frames cannot stay as they are coded, whatever else is said here. */
  readonly mustEncode: boolean;
}

/** What is done with a picture track; `copy`: its coded frames are taken over as they are. */
export type PicturePlan =
  | { readonly way: "copy" }
  | {
      readonly way: "encode";
      readonly widthPx: number;
      readonly heightPx: number;
      /** How the picture gets into its frame: with margins, or stretched by less than a pixel. */
      readonly fit: "contain" | "fill";
      /** Null: as many as there are, at the moments at which they are. */
      readonly framesPerSecond: number | null;
    };

const { maxFramesPerSecond, minSidePx, maxLongToShort, maxLongSidePx, maxShortSidePx } =
  MEDIA_LIMITS.tweet_video;
/** The nominal 60 of a camera is measured a little above. */
const MEASURED_SLACK = 1;
/** Baseline, Main, Extended, High: what stands after `avc1.` for 8 bits, 4:2:0. */
const TAKEN_PROFILE = /^avc[13]\.(?:42|4d|58|64)/i;

/**
 * Takes over what X takes; else plans the smallest change: even sides within X's limits, margins where a picture is
 * too long for them, at most 60 frames a second.
 */
export function planPictureTrack(track: PictureTrack): PicturePlan {
  const { widthPx, heightPx } = track;
  const isFast = track.framesPerSecond > maxFramesPerSecond + MEASURED_SLACK;
  const mustEncode = track.mustEncode || isFast || !isTakenSize(widthPx, heightPx);
  if (TAKEN_PROFILE.test(track.codecString ?? "") && !mustEncode) return { way: "copy" };
  const layout = planFrameLayout(widthPx, heightPx);
  const { picture } = layout;
  const isWhole = picture.widthPx === layout.widthPx && picture.heightPx === layout.heightPx;
  return {
    way: "encode",
    widthPx: layout.widthPx,
    heightPx: layout.heightPx,
    fit: isWhole ? "fill" : "contain",
    framesPerSecond: isFast ? maxFramesPerSecond : null,
  };
}

function isTakenSize(widthPx: number, heightPx: number): boolean {
  const long = Math.max(widthPx, heightPx);
  const short = Math.min(widthPx, heightPx);
  return (
    short >= minSidePx &&
    short <= maxShortSidePx &&
    long <= maxLongSidePx &&
    long <= short * maxLongToShort
  );
}

/** What a file says about its sound track. */
export interface SoundTrack {
  /** For example `mp4a.40.2`; null where it is unknown. */
  readonly codecString: string | null;
  readonly channels: number;
  readonly sampleRateHz: number;
  /** It cannot stay as it is coded, whatever else is said here. */
  readonly mustEncode: boolean;
}

/** What is done with a sound track. */
export type SoundPlan =
  | { readonly way: "copy" }
  | { readonly way: "encode"; readonly channels: number; readonly sampleRateHz: number };

const TAKEN_SOUND = "mp4a.40.2";
const SAMPLE_RATES_HZ = [44_100, 48_000];

/** Takes over AAC-LC of at most two channels; all else becomes that, at a common sample rate. */
export function planSoundTrack(track: SoundTrack): SoundPlan {
  const isTaken = track.codecString === TAKEN_SOUND && track.channels <= 2;
  if (isTaken && !track.mustEncode) return { way: "copy" };
  return { way: "encode", ...planSoundCoding(track) };
}

/** Channels and sample rate that AAC-LC is written with. */
export function planSoundCoding(
  track: Pick<SoundTrack, "channels" | "sampleRateHz">,
): Omit<Extract<SoundPlan, { way: "encode" }>, "way"> {
  return {
    channels: Math.min(2, track.channels),
    sampleRateHz: SAMPLE_RATES_HZ.includes(track.sampleRateHz) ? track.sampleRateHz : 48_000,
  };
}
