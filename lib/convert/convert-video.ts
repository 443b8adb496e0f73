import type { VideoSample } from "mediabunny";
import {
  Conversion,
  type ConversionAudioOptions,
  type ConversionVideoOptions,
  type DiscardedTrack,
  QUALITY_HIGH,
} from "mediabunny";
import { findTrim } from "../media/decide-fit";
import { checkLimits } from "../media/media-limits";
import { ensureAacEncoder } from "./aac-encoder";
import { conversionFailure } from "./conversion-failure";
import type { ConversionTask } from "./conversion-task";
import { createMp4Output } from "./mp4-output";
import { type OpenVideo, openVideo } from "./open-video";
import { planPictureTrack, planSoundTrack } from "./track-plan";

/**
 * Makes an MP4 with H.264 and AAC from a video: what X takes already is taken over as it is, the rest
 * is coded anew, frames at the moments at which they are. `trimToMs` cuts off what comes later.
 *
 * @throws `JobFailure` as {@link openVideo}; `too-long`, with the length that it may be trimmed to;
 *   `conversion-unsupported` for codings that this browser cannot read or write
 */
export async function convertVideo(task: ConversionTask, trimToMs: number | null): Promise<void> {
  const video = await openVideo(task);
  try {
    const durationMs = (await video.input.computeDuration()) * 1000;
    await refuseDamaged(video, task, durationMs);
    await refuseByLimits(video, task, Math.min(durationMs, trimToMs ?? Infinity));
    await execute(video, task, trimToMs !== null && trimToMs < durationMs ? trimToMs : null);
  } finally {
    video.input.dispose();
  }
}

/** What a file announces is rounded, or was estimated: it may end so much earlier and still be whole. */
const MAX_MISSING_MS = 1000;
const MAX_MISSING_PART = 0.1;

/** Refuses a file whose frames end long before it says that they do: something in it is damaged. */
async function refuseDamaged(
  { input }: OpenVideo,
  { source, type }: ConversionTask,
  durationMs: number,
): Promise<void> {
  const declaredMs = ((await input.getDurationFromMetadata()) ?? 0) * 1000;
  const missingMs = declaredMs - durationMs;
  if (missingMs <= Math.max(MAX_MISSING_MS, declaredMs * MAX_MISSING_PART)) return;
  const totalBytes = source.size;
  throw conversionFailure("truncated-file", { mediaType: type, damage: "malformed", totalBytes });
}

/** Refuses before the work is done what X would refuse after it. */
async function refuseByLimits(
  { picture }: OpenVideo,
  { tier }: ConversionTask,
  durationMs: number,
): Promise<void> {
  const media = {
    mediaType: "video/mp4",
    category: "tweet_video",
    // What it will be is not known yet.
    totalBytes: 0,
    widthPx: await picture.getDisplayWidth(),
    heightPx: await picture.getDisplayHeight(),
    frameCount: null,
    durationMs: Math.round(durationMs),
    isAnimated: true,
  } as const;
  const refusal = checkLimits(media, tier);
  if (refusal === null) return;
  const trimToMs = findTrim(refusal, durationMs);
  throw conversionFailure(refusal.code, {
    ...refusal.details,
    ...(trimToMs !== null && { trimToMs }),
  });
}

async function execute(
  video: OpenVideo,
  task: ConversionTask,
  trimToMs: number | null,
): Promise<void> {
  const { input, sound } = video;
  const soundOptions = sound === null ? {} : await soundOptionsOf(sound);
  if (soundOptions.forceTranscode === true) await ensureAacEncoder();
  const conversion = await Conversion.init({
    input,
    output: createMp4Output(task.file),
    tracks: "primary",
    video: await pictureOptionsOf(video.picture),
    audio: soundOptions,
    // Where and with what it was recorded is nobody's business.
    tags: {},
    // Never beyond the limit, by not even a frame.
    copy: { boundaryPolicy: "shrink" },
    ...(trimToMs !== null && { trim: { end: trimToMs / 1000 } }),
    showWarnings: false,
  });
  const lost = conversion.discardedTracks[0];
  if (lost !== undefined) throw await unsupportedTrack(lost);
  conversion.onProgress = (progress) => {
    task.report(100 * progress).catch(() => void conversion.cancel());
  };
  const cancel = () => void conversion.cancel();
  task.signal.addEventListener("abort", cancel);
  try {
    await conversion.execute();
  } finally {
    task.signal.removeEventListener("abort", cancel);
    task.signal.throwIfAborted();
  }
}

async function pictureOptionsOf(track: OpenVideo["picture"]): Promise<ConversionVideoOptions> {
  const { averagePacketRate } = await track.computePacketStats(120);
  const isTransparent = await track.canBeTransparent();
  const plan = planPictureTrack({
    widthPx: await track.getDisplayWidth(),
    heightPx: await track.getDisplayHeight(),
    codecString: await track.getCodecParameterString(),
    framesPerSecond: averagePacketRate,
  });
  if (plan.way === "copy") return { codec: "avc" };
  const { widthPx: width, heightPx: height, framesPerSecond } = plan;
  return {
    codec: "avc",
    forceTranscode: true,
    quality: QUALITY_HIGH,
    width,
    height,
    fit: "fill",
    ...(framesPerSecond !== null && { frameRate: framesPerSecond }),
    ...(isTransparent && { alpha: "keep", process: layOnWhite }),
  };
}

/** What is transparent would be black, or whatever colour the coder has left there. */
function layOnWhite(sample: VideoSample): OffscreenCanvas {
  const canvas = new OffscreenCanvas(sample.displayWidth, sample.displayHeight);
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) throw conversionFailure("conversion-failed", { name: "NoCanvas" });
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  sample.draw(context, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function soundOptionsOf(
  track: NonNullable<OpenVideo["sound"]>,
): Promise<ConversionAudioOptions> {
  const plan = planSoundTrack({
    codecString: await track.getCodecParameterString(),
    channels: await track.getNumberOfChannels(),
    sampleRateHz: await track.getSampleRate(),
  });
  if (plan.way === "copy") return { codec: "aac" };
  return {
    codec: "aac",
    forceTranscode: true,
    quality: QUALITY_HIGH,
    numberOfChannels: plan.channels,
    sampleRate: plan.sampleRateHz,
  };
}

/** A track is never left out silently. */
async function unsupportedTrack({ track, reason }: DiscardedTrack) {
  const codec =
    reason === "no_encodable_target_codec"
      ? track.isVideoTrack()
        ? "H.264"
        : "AAC"
      : ((await track.getCodec()) ?? String((await track.getInternalCodecId()) ?? ""));
  return conversionFailure("conversion-unsupported", { codec: codec.toUpperCase() });
}
