import { Conversion, type ConversionAudioOptions, QUALITY_HIGH } from "mediabunny";
import { findTrim } from "../media/decide-fit";
import type { FilmTimes } from "../media/film/film-times";
import { checkLimits } from "../media/media-limits";
import { ensureAacEncoder } from "./aac-encoder";
import { nameCodec } from "./codec-name";
import { conversionFailure } from "./conversion-failure";
import type { ConversionTask } from "./conversion-task";
import { filmQuality } from "./film-quality";
import { malformedFile } from "./malformed-file";
import { createMp4Output } from "./mp4-output";
import { pictureOptionsOf } from "./picture-options";
import { MAX_LOST_PART } from "./loss-count";
import { type OpenVideo, openVideo } from "./open-video";
import { encodePieces, type TimeLine } from "./encode-pieces";
import { placePart, planCut, type WantedPart } from "./plan-cut";
import { type HidingPicture, openHider, type SourceHiding } from "./open-hider";
import { prepareFrames } from "./prepare-frames";
import type { PromisedFilm } from "./promised-film";
import { refuseOtherLayer } from "./refuse-layer";
import { useSteadyDecoders } from "./steady-decoders";
import { unsupportedTrack } from "./unsupported-track";
import { surveyFilm } from "./survey-film";
import { planSoundCoding, planSoundTrack } from "./track-plan";

/** A film that was trimmed may end a little before its limit: between key frames there are frames that need later ones. */
const TRIM_SLACK_MS = 1000;
/** Frames of one moment, or of none, that a decoder leaves out. */
const FRAME_SLACK = 2;
const FRAME_SLACK_PART = 0.05;

/**
 * Makes an MP4 with H.264 and AAC from a video: what X takes already is taken over as it is, the rest
 * is coded anew, frames at the moments at which they are. What an edit list has cut off stays away, and
 * only a part of the rest may be wanted. A part is cut at a key frame without being coded anew where one is near
 * its start, else exactly.
 *
 * @param hidden null: nothing
 * @returns what has to have come out
 * @throws `JobFailure` as {@link openVideo}, {@link openHider} and `surveyFilm`; `too-long`, with the length
 *   that it may be trimmed to; `conversion-unsupported` for codings that this browser cannot read or write
 */
export async function convertVideo(
  given: ConversionTask,
  part: WantedPart,
  hidden: SourceHiding | null = null,
): Promise<PromisedFilm> {
  // Of coded frames nothing can be hidden.
  const mustEncode = given.mustEncode ?? (hidden === null ? null : "picture");
  const task = { ...given, mustEncode };
  const slackPart = task.isDamaged ? MAX_LOST_PART : FRAME_SLACK_PART;
  const video = await openVideo(task);
  try {
    if (video.sound !== null) await refuseOtherLayer(video.sound);
    const survey = await surveyFilm(video, task);
    const durationMs = (survey.endSecs - survey.startSecs) * 1000;
    const wanted = placePart(part, survey);
    refuseByLimits(task, 1000 * (wanted.endSecs - wanted.startSecs), durationMs);
    const isTrimmed = wanted.endSecs - wanted.startSecs < survey.endSecs - survey.startSecs;
    const { plan, startSecs } = await planCut(video.picture, survey, wanted, task);
    const line = { startSecs, endSecs: wanted.endSecs };
    const hide = hidden === null ? null : await openHider(video, hidden, survey, startSecs);
    const { times } = survey;
    await decodeSteadily(task, () =>
      times !== null && survey.flaws.includes("pieced")
        ? encodeCut(video, times, line, { ...plan, hide }, task)
        : execute(video, line, { ...plan, hide }, task),
    );
    const frames = plan.framesPerSecond === null ? survey.shownFrames : Infinity;
    return {
      durationMs: 1000 * (line.endSecs - line.startSecs),
      startMs: Math.round(1000 * (line.startSecs - survey.startSecs)),
      mayLackMs: isTrimmed ? TRIM_SLACK_MS : 0,
      leastFrames: isTrimmed || frames === Infinity ? 1 : frames * (1 - slackPart) - FRAME_SLACK,
      mostFrames: frames * (1 + FRAME_SLACK_PART) + FRAME_SLACK,
      hasSound: survey.hasSound,
      isCopied: plan.way === "copy",
    };
  } finally {
    video.input.dispose();
  }
}

/** @throws what the work throws; `JobFailure` `truncated-file` where much of the film was lost */
async function decodeSteadily(
  { type, source, isDamaged }: ConversionTask,
  work: () => Promise<void>,
): Promise<void> {
  using decoders = useSteadyDecoders(globalThis, isDamaged);
  try {
    await work();
  } catch (failure) {
    throw decoders.lackMuch ? malformedFile(type, source.size, { cause: failure }) : failure;
  }
  if (decoders.lackMuch) throw malformedFile(type, source.size);
}

/** Refuses before the work is done what X would refuse after it. @param filmMs how long all of the film is */
function refuseByLimits({ tier }: ConversionTask, durationMs: number, filmMs: number): void {
  const media = {
    mediaType: "video/mp4",
    category: "tweet_video",
    // What it will be is not known yet; its sides are going to keep the limits.
    totalBytes: 0,
    widthPx: null,
    heightPx: null,
    frameCount: null,
    durationMs: Math.round(durationMs),
    isAnimated: true,
  } as const;
  const refusal = checkLimits(media, tier);
  if (refusal === null) return;
  const trimToMs = findTrim(refusal, durationMs);
  throw conversionFailure(refusal.code, {
    ...refusal.details,
    filmMs: Math.floor(filmMs),
    ...(trimToMs !== null && { trimToMs }),
  });
}

/** A copy may begin so much later than what is shown: a frame at most. */
const COPY_TOLERANCE_SECS = 0.04;

async function execute(
  video: OpenVideo,
  { startSecs, endSecs }: TimeLine,
  plan: HidingPicture,
  task: ConversionTask,
): Promise<void> {
  const { input, sound } = video;
  const soundOptions = sound === null ? {} : await soundOptionsOf(sound, task);
  if (soundOptions.forceTranscode === true) await ensureAacEncoder();
  const conversion = await Conversion.init({
    input,
    output: createMp4Output(task.file),
    tracks: "primary",
    video: await pictureOptionsOf(video.picture, plan),
    audio: soundOptions,
    // Where and with what it was recorded is nobody's business.
    tags: {},
    // Never beyond the limit, by not even a frame.
    copy: { boundaryPolicy: "shrink", boundaryTolerance: COPY_TOLERANCE_SECS },
    trim: { start: startSecs, end: endSecs },
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

/** Codes a film anew whose edit list has several pieces. */
async function encodeCut(
  video: OpenVideo,
  times: FilmTimes,
  line: TimeLine,
  plan: HidingPicture,
  task: ConversionTask,
): Promise<void> {
  const { picture, sound } = video;
  for (const track of [picture, sound]) {
    if (track === null || (await track.canDecode())) continue;
    const codec = nameCodec(await track.getCodec());
    throw conversionFailure("conversion-unsupported", { codec });
  }
  await ensureAacEncoder();
  const widthPx = plan.way === "encode" ? plan.widthPx : await picture.getDisplayWidth();
  const heightPx = plan.way === "encode" ? plan.heightPx : await picture.getDisplayHeight();
  // Drawing a frame anew changes how its colours are written down.
  const isDrawn =
    (await picture.getRotation()) !== 0 ||
    widthPx !== (await picture.getCodedWidth()) ||
    heightPx !== (await picture.getCodedHeight());
  const { channels: numberOfChannels, sampleRateHz: sampleRate } = planSoundCoding({
    channels: (await sound?.getNumberOfChannels()) ?? 2,
    sampleRateHz: (await sound?.getSampleRate()) ?? 0,
  });
  await encodePieces(
    video,
    times,
    line,
    {
      picture: {
        codec: "avc",
        quality: filmQuality(widthPx, heightPx),
        transform: {
          ...(isDrawn && {
            width: widthPx,
            height: heightPx,
            fit: plan.way === "encode" ? plan.fit : "fill",
          }),
          ...(plan.framesPerSecond !== null && { frameRate: plan.framesPerSecond }),
          process: prepareFrames(plan.hide, false),
        },
      },
      sound: {
        codec: "aac",
        quality: QUALITY_HIGH,
        transform: { numberOfChannels, sampleRate },
      },
    },
    task,
  );
}

async function soundOptionsOf(
  track: NonNullable<OpenVideo["sound"]>,
  { mustEncode }: ConversionTask,
): Promise<ConversionAudioOptions> {
  const plan = planSoundTrack({
    codecString: await track.getCodecParameterString(),
    channels: await track.getNumberOfChannels(),
    sampleRateHz: await track.getSampleRate(),
    mustEncode: mustEncode === "all",
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
