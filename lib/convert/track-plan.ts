import { MAX_VIDEO_LONG_SIDE_PX, MAX_VIDEO_SHORT_SIDE_PX, toEven } from "./animation-plan";

/** What a file says about its picture track. */
export interface PictureTrack {
  /** As shown, turned and with square pixels. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** For example `avc1.64001f`; null where it is unknown. */
  readonly codecString: string | null;
  readonly framesPerSecond: number;
}

/** What is done with a picture track; `copy`: its coded frames are taken over as they are. */
export type PicturePlan =
  | { readonly way: "copy" }
  | {
      readonly way: "encode";
      readonly widthPx: number;
      readonly heightPx: number;
      /** Null: as many as there are, at the moments at which they are. */
      readonly framesPerSecond: number | null;
    };

/** Source: https://docs.x.com/x-api/media/quickstart/best-practices */
const MAX_FRAMES_PER_SECOND = 60;
/** The nominal 60 of a camera is measured a little above. */
const MEASURED_SLACK = 1;
/** Baseline, Main, Extended, High: what stands after `avc1.` for 8 bits, 4:2:0. */
const TAKEN_PROFILE = /^avc[13]\.(?:42|4d|58|64)/i;

/** Takes over what X takes; else plans the smallest change: even sides, at most 60 frames a second. */
export function planPictureTrack(track: PictureTrack): PicturePlan {
  const isFast = track.framesPerSecond > MAX_FRAMES_PER_SECOND + MEASURED_SLACK;
  if (TAKEN_PROFILE.test(track.codecString ?? "") && !isFast) return { way: "copy" };
  const { widthPx, heightPx } = track;
  const scale = Math.min(
    1,
    MAX_VIDEO_LONG_SIDE_PX / Math.max(widthPx, heightPx),
    MAX_VIDEO_SHORT_SIDE_PX / Math.min(widthPx, heightPx),
  );
  return {
    way: "encode",
    widthPx: toEven(Math.round(widthPx * scale)),
    heightPx: toEven(Math.round(heightPx * scale)),
    framesPerSecond: isFast ? MAX_FRAMES_PER_SECOND : null,
  };
}

/** What a file says about its sound track. */
export interface SoundTrack {
  /** For example `mp4a.40.2`; null where it is unknown. */
  readonly codecString: string | null;
  readonly channels: number;
  readonly sampleRateHz: number;
}

/** What is done with a sound track. */
export type SoundPlan =
  | { readonly way: "copy" }
  | { readonly way: "encode"; readonly channels: number; readonly sampleRateHz: number };

const TAKEN_SOUND = "mp4a.40.2";
const SAMPLE_RATES_HZ = [44_100, 48_000];

/** Takes over AAC-LC of at most two channels; all else becomes that, at a common sample rate. */
export function planSoundTrack(track: SoundTrack): SoundPlan {
  if (track.codecString === TAKEN_SOUND && track.channels <= 2) return { way: "copy" };
  return {
    way: "encode",
    channels: Math.min(2, track.channels),
    sampleRateHz: SAMPLE_RATES_HZ.includes(track.sampleRateHz) ? track.sampleRateHz : 48_000,
  };
}
