import type { DiscardedTrack } from "mediabunny";
import type { JobFailure } from "../errors/job-error";
import { nameCodec } from "./codec-name";
import { conversionFailure } from "./conversion-failure";

/** The failure `conversion-unsupported` for a track that cannot be converted: none is left out silently. */
export async function unsupportedTrack({ track, reason }: DiscardedTrack): Promise<JobFailure> {
  const codec =
    reason === "no_encodable_target_codec"
      ? track.isVideoTrack()
        ? "H.264"
        : "AAC"
      : ((await track.getCodec()) ?? String((await track.getInternalCodecId()) ?? ""));
  return conversionFailure("conversion-unsupported", { codec: nameCodec(codec) });
}
