import { currentStep, isExpired, type MediaRecord, type MediaStore } from "./media-store";
import type { ObservedMedia } from "./x-server";

const sensitiveKinds = ["adult_content", "graphic_violence", "other"] as const;

/** Shows an upload to a test, as it is now. */
export function observeMedia(record: MediaRecord, store: MediaStore): ObservedMedia {
  const { id, key, category, mediaType, totalBytes, ownerId, additionalOwners, content } = record;
  return {
    id,
    key,
    category,
    mediaType,
    totalBytes,
    ownerId,
    additionalOwners,
    state: stateOf(record),
    sha256: content.sha256,
    bytes: () => content.concat(),
    altText: record.altText,
    warnings: sensitiveKinds.filter((kind) => record.warnings?.[kind] === true),
    subtitles: Object.entries(record.subtitles).map(([language, { id, displayName }]) => ({
      language,
      displayName,
      text: store.get(id)?.content.concat()?.toString("utf8") ?? "",
    })),
    segments: content.timesReceived,
  };
}

function stateOf(record: MediaRecord): ObservedMedia["state"] {
  if (isExpired(record)) return "expired";
  if (record.phase.name !== "processing") return record.phase.name;
  const step = currentStep(record);
  if (step?.error !== undefined || step?.state === "failed") return "failed";
  return step?.state === "succeeded" ? "ready" : "processing";
}
