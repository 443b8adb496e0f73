import { currentStep, type MediaRecord } from "./media-store";
import { processingInfo } from "./processing-clock";

/** An upload in the form that one-shot, finalize and status share as `data`. */
export function mediaData(record: MediaRecord): Record<string, unknown> {
  const { id, key, content, expiresAtMs, phase, mediaType } = record;
  const step = currentStep(record);
  const sniffed = phase.name === "ready" ? phase.sniffed : undefined;
  return {
    id,
    media_key: key,
    size: content.totalBytes,
    expires_after_secs: Math.max(0, Math.ceil((expiresAtMs - performance.now()) / 1000)),
    ...(step && { processing_info: processingInfo(step) }),
    ...(step?.state === "succeeded" && { video: { video_type: mediaType } }),
    ...(sniffed && {
      image: {
        image_type: sniffed.mediaType,
        ...(sniffed.width !== undefined && { w: sniffed.width }),
        ...(sniffed.height !== undefined && { h: sniffed.height }),
      },
    }),
  };
}
