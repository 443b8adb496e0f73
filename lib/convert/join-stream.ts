import {
  EncodedAudioPacketSource,
  EncodedVideoPacketSource,
  type InputAudioTrack,
  type InputVideoTrack,
} from "mediabunny";
import type { StreamRun } from "../media/stream-run";
import { conversionFailure } from "./conversion-failure";
import { malformedFile } from "./malformed-file";
import type { ConversionTask } from "./conversion-task";
import { createMp4Output } from "./mp4-output";
import { openRun, type OpenRun } from "./open-run";
import { placePackets } from "./place-packets";
import type { PromisedFilm } from "./promised-film";

/**
 * Makes one MP4 of the runs of a stream: their coded frames and sound are taken over as they are, on one
 * time line that begins with the first frame. What of it X does not take is converted afterwards.
 *
 * @returns what has to have come out
 * @throws `JobFailure` `truncated-file` where a run makes no sense; `unsupported-type` where there is sound only; `conversion-unsupported` where a later
 *   run is coded otherwise than the first
 */
export async function joinStream(
  task: ConversionTask,
  runs: readonly StreamRun[],
): Promise<PromisedFilm> {
  const opened: OpenRun[] = [];
  try {
    for (const run of runs) {
      const open = await openRun(task.source, run);
      if (open === null) throw damaged(task);
      opened.push(open);
    }
    const pictures = opened.flatMap(({ picture }) => picture ?? []);
    const sounds = opened.flatMap(({ sound }) => sound ?? []);
    await refuseOtherCoding(pictures, sounds);
    const picture = pictures[0];
    if (picture === undefined) throw sounds.length > 0 ? soundOnly() : damaged(task);
    return await write(task, opened, picture, sounds[0] ?? null);
  } finally {
    for (const { input } of opened) input.dispose();
  }
}

/** Frames that are taken over need what the film says of its coding at its beginning, for all of it. */
async function refuseOtherCoding(
  pictures: readonly InputVideoTrack[],
  sounds: readonly InputAudioTrack[],
): Promise<void> {
  for (const tracks of [pictures, sounds]) {
    const codings = new Set(await Promise.all(tracks.map((track) => describeCoding(track))));
    if (codings.size > 1) {
      throw conversionFailure("conversion-unsupported", { codec: [...codings].join(" + ") });
    }
  }
}

async function describeCoding(track: InputVideoTrack | InputAudioTrack): Promise<string> {
  const codec = (await track.getCodec())?.toUpperCase() ?? "?";
  return track.isVideoTrack()
    ? `${codec} ${await track.getCodedWidth()}×${await track.getCodedHeight()}`
    : `${codec} ${await track.getSampleRate()} Hz`;
}

async function write(
  task: ConversionTask,
  runs: readonly OpenRun[],
  picture: InputVideoTrack,
  sound: InputAudioTrack | null,
): Promise<PromisedFilm> {
  const [pictureCodec, pictureConfig] = [
    await picture.getCodec(),
    await picture.getDecoderConfig(),
  ];
  if (pictureCodec === null || pictureConfig === null) throw await unknownCoding(picture);
  const frames = new EncodedVideoPacketSource(pictureCodec);
  const output = createMp4Output(task.file);
  output.addVideoTrack(frames, { rotation: await picture.getRotation() });
  const sounds = sound === null ? null : await openSound(sound);
  if (sounds !== null) output.addAudioTrack(sounds.source);
  await output.start();
  let doneBytes = 0;
  let endSecs = 0;
  const written = { picture: 0, sound: 0 };
  try {
    for await (const { carries, packet } of placePackets(runs)) {
      task.signal.throwIfAborted();
      if (carries === "picture") await frames.add(packet, { decoderConfig: pictureConfig });
      else await sounds?.source.add(packet, { decoderConfig: sounds.config });
      doneBytes += packet.byteLength;
      endSecs = Math.max(endSecs, packet.timestamp + packet.duration);
      written[carries] += 1;
      await task.report(Math.min(99, (100 * doneBytes) / task.source.size));
    }
    await output.finalize();
    return {
      durationMs: endSecs * 1000,
      startMs: 0,
      mayLackMs: 0,
      leastFrames: written.picture,
      mostFrames: written.picture,
      hasSound: written.sound > 0,
      // Coded anew or not, it would be the same film: what is wrong with it is mended afterwards.
      isCopied: false,
    };
  } catch (failure) {
    await output.cancel();
    throw failure;
  }
}

async function openSound(track: InputAudioTrack) {
  const [codec, config] = [await track.getCodec(), await track.getDecoderConfig()];
  if (codec === null || config === null) throw await unknownCoding(track);
  return { source: new EncodedAudioPacketSource(codec), config };
}

async function unknownCoding(track: InputVideoTrack | InputAudioTrack) {
  const id = (await track.getInternalCodecId()) ?? "";
  return conversionFailure("conversion-unsupported", { codec: String(id).toUpperCase() });
}

function soundOnly() {
  return conversionFailure("unsupported-type", { detected: "sound" });
}

function damaged({ type, source }: ConversionTask) {
  return malformedFile(type, source.size);
}
