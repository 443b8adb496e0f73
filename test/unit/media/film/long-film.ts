import { readFileSync } from "node:fs";
import {
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  Mp4OutputFormat,
  MP4,
  Output,
} from "mediabunny";

/** The beam of the lighthouse, and the surf, over and over: key frames 4 seconds apart. */
const TURN_SECS = 4;

/**
 * A film of some length, its coded frames and sound those of the gallery's lighthouse.
 *
 * @param indexAt where its index stands
 */
export async function longFilm(
  secs: number,
  indexAt: "front" | "end",
): Promise<Uint8Array<ArrayBuffer>> {
  const file = readFileSync(new URL("../../../pages/media/lighthouse.mp4", import.meta.url));
  const input = new Input({ source: new BufferSource(file), formats: [MP4] });
  const [picture, sound] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()];
  if (picture === null || sound === null) throw new Error("The lighthouse has lost a track");
  const target = new BufferTarget();
  const format = new Mp4OutputFormat({ fastStart: indexAt === "front" ? "in-memory" : false });
  const output = new Output({ format, target });
  const frames = new EncodedVideoPacketSource("avc");
  const sounds = new EncodedAudioPacketSource("aac");
  output.addVideoTrack(frames);
  output.addAudioTrack(sounds);
  await output.start();
  const [frameConfig, soundConfig] = [
    await picture.getDecoderConfig(),
    await sound.getDecoderConfig(),
  ];
  if (frameConfig === null || soundConfig === null) throw new Error("Its coding is unknown");
  const frameMeta = { decoderConfig: frameConfig };
  const soundMeta = { decoderConfig: soundConfig };
  const turn: { readonly packet: EncodedPacket; add(packet: EncodedPacket): Promise<void> }[] = [];
  for await (const packet of new EncodedPacketSink(picture).packets()) {
    turn.push({ packet, add: (placed) => frames.add(placed, frameMeta) });
  }
  for await (const packet of new EncodedPacketSink(sound).packets()) {
    if (packet.timestamp < 0 || packet.timestamp >= TURN_SECS) continue;
    turn.push({ packet, add: (placed) => sounds.add(placed, soundMeta) });
  }
  for (let atSecs = 0; atSecs < secs; atSecs += TURN_SECS) {
    for (const { packet, add } of turn) {
      await add(packet.clone({ timestamp: packet.timestamp + atSecs }));
    }
  }
  await output.finalize();
  return new Uint8Array(target.buffer ?? new ArrayBuffer(0));
}
