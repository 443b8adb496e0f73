import type { ApiOperation } from "./access-check";
import { type Answer, emptyAnswer, jsonAnswer, textAnswer } from "./answer";
import type { BodyContent } from "./body-content";
import { mediaCategories } from "./media-category";
import { mediaData } from "./media-data";
import { currentStep, type MediaRecord } from "./media-store";
import { invalidRequest, mediaNotFound } from "./problem-answers";
import { failingProcessing, type ProcessingPlan } from "./processing-clock";
import {
  type AppendFields,
  appendFields,
  type InitializeFields,
  initializeFields,
} from "./request-fields";
import { sniffMedia } from "./sniff-media";
import { bytesOf, readFields } from "./x-request";
import { isPremium } from "./x-user";

/** `POST /2/media/upload/initialize`: announces a file and gives it an id. */
export const initializeUpload: ApiOperation = (request, state, user) => {
  const reading = readFields<InitializeFields>(request, initializeFields, "json");
  if ("refusal" in reading) return reading.refusal;
  const { media_type: mediaType, total_bytes: totalBytes, media_category } = reading.fields;
  const rules = mediaCategories[media_category];
  if (!rules.mediaTypes.includes(mediaType)) {
    return invalidRequest({
      message: `media_type ${mediaType} does not fit media_category ${media_category}`,
      parameters: { media_type: [mediaType], media_category: [media_category] },
    });
  }
  const maxBytes = isPremium(user) ? rules.premiumMaxBytes : rules.maxBytes;
  if (totalBytes === 0 || totalBytes > maxBytes) {
    return invalidRequest({
      message: `total_bytes must be between 1 and ${maxBytes} for ${media_category}`,
      parameters: { total_bytes: [String(totalBytes)] },
    });
  }
  const record = state.media.create({
    category: media_category,
    mediaType,
    totalBytes,
    ownerId: user.id,
    additionalOwners: reading.fields.additional_owners ?? [],
    lifetimeSecs: state.settings.mediaLifetimeSecs,
    keepBytes: state.settings.keepBytes,
  });
  const { id, media_key, expires_after_secs } = mediaData(record);
  return {
    ...jsonAnswer(200, { data: { id, media_key, expires_after_secs } }),
    note: { mediaId: record.id },
  };
};

/** `POST /2/media/upload/{id}/append`: one segment; the same index again replaces it, or is refused. */
export const appendSegment: ApiOperation = (request, state, user) => {
  const mediaId = request.pathId ?? "";
  const reading = readFields<AppendFields>(request, appendFields, "jsonOrMultipart");
  if ("refusal" in reading) return reading.refusal;
  const record = state.media.owned(mediaId, user.id);
  if (record === undefined) return mediaNotFound("id", mediaId);
  if (record.phase.name !== "uploading") {
    return invalidRequest({
      message: "Media upload is already finalized.",
      parameters: { id: [mediaId] },
    });
  }
  const bytes = bytesOf(reading.fields.media);
  // Reported from the field: a segment that is too large gets a bare 413.
  if (bytes.length > state.settings.maxSegmentBytes) return emptyAnswer(413);
  const { segment_index: index } = reading.fields;
  if (state.settings.refusesRepeats && record.content.timesReceived[index] !== undefined) {
    return invalidRequest({
      message: "The segment is there already.",
      parameters: { segment_index: [String(index)] },
    });
  }
  record.content.put(index, bytes);
  const expiresInMs = record.expiresAtMs - performance.now();
  return jsonAnswer(200, { data: { expires_at: Math.floor((Date.now() + expiresInMs) / 1000) } });
};

/**
 * `POST /2/media/upload/{id}/finalize`: ends the upload and begins processing. Asked twice, it
 * answers twice with the present state, so that a client may repeat it after a lost answer; or
 * refuses, as the settings say.
 */
export const finalizeUpload: ApiOperation = (request, state, user) => {
  const mediaId = request.pathId ?? "";
  if (!isEmptyBody(request.content)) {
    return invalidRequest({ message: "$: no request body expected", parameters: { body: [] } });
  }
  const record = state.media.owned(mediaId, user.id);
  if (record === undefined) return mediaNotFound("id", mediaId);
  if (record.phase.name === "uploading") {
    const { content, totalBytes } = record;
    if (!content.isContiguous || content.totalBytes !== totalBytes) {
      return invalidRequest({
        message: "Segments do not add up to provided total file size.",
        parameters: { id: [mediaId] },
      });
    }
    const refusal = finish(record, state.settings.processing);
    if (refusal) return refusal;
  } else if (state.settings.refusesRepeats) {
    return invalidRequest({
      message: "Media upload is already finalized.",
      parameters: { id: [mediaId] },
    });
  }
  return withAdvice(record, jsonAnswer(200, { data: mediaData(record) }));
};

/** No body, or the empty object that twitter-api-v2 sends, which is in use with the real X. */
function isEmptyBody(content: BodyContent): boolean {
  return (
    content.kind === "none" ||
    (content.kind === "json" && JSON.stringify(content.value) === JSON.stringify({}))
  );
}

/** Attaches the `check_after_secs` that an answer carries, so that early polls can be told. */
export function withAdvice(record: MediaRecord, answer: Answer): Answer {
  const checkAfterSecs = currentStep(record)?.checkAfterSecs;
  if (checkAfterSecs === undefined) return answer;
  return {
    ...answer,
    note: { ...answer.note, checkAfterSecs },
    onSent: () => {
      record.lastAdvice = { sentAtMs: performance.now(), checkAfterSecs };
    },
  };
}

function finish(record: MediaRecord, plan: ProcessingPlan): Answer | undefined {
  const { kind, isProcessed } = mediaCategories[record.category];
  const sniffed = sniffMedia(record.content.head);
  if (isProcessed) {
    const isRecognised = sniffed?.kind === kind;
    record.phase = {
      name: "processing",
      startedAtMs: performance.now(),
      plan: isRecognised
        ? plan
        : failingProcessing(plan, {
            code: 1,
            name: "InvalidMedia",
            message: `The file is not a ${kind === "gif" ? "GIF" : "video"} that can be read.`,
          }),
    };
    return undefined;
  }
  const isImage = sniffed?.kind === "image" || sniffed?.kind === "gif";
  if (kind === "image" && !isImage) return textAnswer(400, "media type unrecognized");
  record.phase = { name: "ready", sniffed };
  return undefined;
}
