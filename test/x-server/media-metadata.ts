import type { ApiOperation } from "./access-check";
import { jsonAnswer } from "./answer";
import { mediaNotFound } from "./problem-answers";
import { type MetadataFields, metadataFields } from "./request-fields";
import { readFields } from "./x-request";

/** `POST /2/media/metadata`: alt text and warnings for an upload that is finalized and not yet expired. */
export const setMediaMetadata: ApiOperation = (request, state, user) => {
  const reading = readFields<MetadataFields>(request, metadataFields, "json");
  if ("refusal" in reading) return reading.refusal;
  const { id, metadata = {} } = reading.fields;
  const record = state.media.owned(id, user.id);
  if (record === undefined || record.phase.name === "uploading") return mediaNotFound("id", id);
  if (metadata.alt_text) record.altText = metadata.alt_text.text;
  const { sensitive_media_warning: warning } = metadata;
  if (warning) record.warnings = { ...record.warnings, ...warning };
  return {
    ...jsonAnswer(200, { data: { id, associated_metadata: metadata } }),
    note: { mediaId: id },
  };
};
