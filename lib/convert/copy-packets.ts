import {
  EncodedAudioPacketSource,
  EncodedVideoPacketSource,
  type InputAudioTrack,
  type InputVideoTrack,
} from "mediabunny";
import { nameCodec } from "./codec-name";
import { conversionFailure } from "./conversion-failure";
import type { ConversionTask } from "./conversion-task";
import { createMp4Output } from "./mp4-output";
import type { PlacedPacket } from "./place-packets";
import type { PromisedFilm } from "./promised-film";

/**
 * Writes an MP4 of coded frames and sound as they are.
 *
 * @param tracks how they are coded
 * @param packets each at its place on the time line of the film, which begins at 0
 * @returns what has to have come out
 * @throws `JobFailure` `conversion-unsupported` for a coding that has no name; what the packets throw
 */
export async function copyPackets(
  task: ConversionTask,
  { picture, sound }: { readonly picture: InputVideoTrack; readonly sound: InputAudioTrack | null },
  packets: AsyncIterable<PlacedPacket>,
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
    for await (const { carries, packet } of packets) {
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
  return conversionFailure("conversion-unsupported", { codec: nameCodec(String(id)) });
}
