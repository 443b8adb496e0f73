import { type EncodedPacket, EncodedPacketSink, type InputVideoTrack } from "mediabunny";

/** What of a track can be decoded. */
export interface FirstFrame {
  readonly packet: EncodedPacket;
  /** Whether the track begins with frames that need others that are not there. */
  readonly isCut: boolean;
}

/**
 * Finds the frame that a film can begin with: a stream that was recorded from its middle has frames before its
 * first key frame that no decoder can show.
 *
 * @returns where no frame is known to be a key frame, the first one; null for a track without frames
 */
export async function findFirstFrame(track: InputVideoTrack): Promise<FirstFrame | null> {
  const sink = new EncodedPacketSink(track);
  const first = await sink.getFirstPacket();
  if (first === null) return null;
  // Some files say of no frame that it is a key frame: its own bytes tell.
  const isKey = first.type === "key" || (await track.determinePacketType(first)) === "key";
  if (isKey) return { packet: first, isCut: false };
  const key = await sink.getFirstKeyPacket();
  return key === null ? { packet: first, isCut: false } : { packet: key, isCut: true };
}
