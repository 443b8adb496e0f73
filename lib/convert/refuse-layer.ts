import { EncodedPacketSink, type InputAudioTrack } from "mediabunny";
import { conversionFailure } from "./conversion-failure";

/** What MPEG audio of other layers than the third is called, by its two bits. Source: ISO/IEC 11172-3, 2.4.2.3. */
const LAYERS: Readonly<Record<number, string>> = { 0b10: "MP2", 0b11: "MP1" };

/** Names the layer of a frame of MPEG audio; null for that of MP3. */
export function nameOtherLayer(frame: Uint8Array): string | null {
  return LAYERS[((frame[1] ?? 0) >> 1) & 0b11] ?? null;
}

/**
 * Refuses what containers, and the library that reads them, call MP3 though it is of another layer: browsers say that
 * they decode it, and fail with its first frame.
 *
 * @throws `JobFailure` `conversion-unsupported`
 */
export async function refuseOtherLayer(sound: InputAudioTrack): Promise<void> {
  if ((await sound.getCodec()) !== "mp3") return;
  const first = await new EncodedPacketSink(sound).getFirstPacket();
  const codec = first && nameOtherLayer(first.data);
  if (codec !== null) throw conversionFailure("conversion-unsupported", { codec });
}
