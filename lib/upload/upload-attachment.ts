import { JobFailure, jobError, toJobError } from "../errors/job-error";
import { postedIdOf } from "../store/byte-store";
import { readBytes } from "../store/read-bytes";
import { finalizeUpload, getUploadStatus, type MediaReport, uploadImage } from "../x/media-upload";
import { processingFailure } from "../x/processing";
import type { MediaInfo } from "../media/media-info";
import type { XConnection } from "../x/x-request";
import type { UploadingAttachment, UploadSession } from "../jobs/attachment";
import type { AttachmentEvent } from "../jobs/attachment-event";
import { demandLimits } from "./demand-limits";
import { MAX_FRESH_UPLOADS } from "../jobs/retry-policy";
import { openSession, uploadCategory } from "./open-session";
import { type SegmentEffects, sendSegments } from "./send-segments";

/**
 * Uploads the stored bytes as far as X does not have them yet, and says what X made of them. Every
 * acknowledged segment is stored, so that after a restart only the others are sent.
 *
 * @throws `JobFailure`; the signal's reason when aborted
 */
export async function uploadAttachment(
  attachment: UploadingAttachment,
  effects: SegmentEffects,
  signal: AbortSignal,
): Promise<AttachmentEvent> {
  const { x } = effects;
  const { id, media, session, maxSegmentBytes, wait } = attachment;
  const category = uploadCategory(media.category, attachment.options);
  if (category === "tweet_image") {
    const { additionalOwners } = attachment.options;
    const [bytes] = await Promise.all([
      readBytes(id, 0, media.totalBytes),
      demandLimits(attachment),
    ]);
    const typed = new Blob([bytes], { type: media.mediaType });
    return {
      type: "usable",
      ...(await uploadImage(x, typed, { category, additionalOwners }, signal)),
    };
  }
  if (session === null) {
    await demandLimits(attachment);
    return {
      type: "session-opened",
      session: await openSession(media, attachment.options, x, signal),
    };
  }
  if (session.expiresAtMs <= x.now()) {
    if (attachment.freshUploads >= MAX_FRESH_UPLOADS) {
      throw new JobFailure(jobError("media-refused", "upload"));
    }
    return { type: "upload-restarted", by: "itself" };
  }
  const { totalBytes } = media;
  const isCautious = (wait?.attempts ?? 0) > 0;
  const fileId = postedIdOf(attachment);
  const file = {
    attachmentId: id,
    fileId,
    totalBytes,
    maxSegmentBytes,
    isCautious,
    arrivals: null,
  };
  const sent = await sendSegments(file, session, effects, signal);
  try {
    const report =
      sent > 0 ? finalizeUpload(x, session.mediaId, signal) : finalizeAgain(x, session, signal);
    return eventOfReport(await report, { media, session }, x.now());
  } catch (failure) {
    if (attachment.freshUploads > 0 || !lacksSegments(failure)) throw failure;
    return { type: "upload-restarted", by: "itself" };
  }
}

/**
 * X has acknowledged a segment that it does not have (an edge server's 200, say), and only its words
 * tell: a fresh upload may pass. Once.
 */
function lacksSegments(failure: unknown): boolean {
  const { code, server } = toJobError(failure, "upload");
  return code === "invalid-request" && /segments do not add up/i.test(server?.message ?? "");
}

/**
 * Finalizes an upload whose segments were all acknowledged earlier: the worker may have died after
 * X had finalized it, and X may refuse a second time. Then its status tells.
 */
async function finalizeAgain(
  x: XConnection,
  session: UploadSession,
  signal: AbortSignal,
): Promise<MediaReport> {
  try {
    return await finalizeUpload(x, session.mediaId, signal);
  } catch (refusal) {
    if (toJobError(refusal, "upload").code !== "invalid-request") throw refusal;
    try {
      return await getUploadStatus(x, session.mediaId, signal);
    } catch (failure) {
      signal.throwIfAborted();
      throw toJobError(failure, "upload").code === "invalid-request" ? refusal : failure;
    }
  }
}

function eventOfReport(
  finalized: MediaReport,
  { media, session }: { readonly media: MediaInfo; readonly session: UploadSession },
  nowMs: number,
): AttachmentEvent {
  switch (finalized.report.kind) {
    case "usable":
      return {
        type: "usable",
        mediaId: session.mediaId,
        mediaKey: finalized.mediaKey ?? session.mediaKey,
        expiresAtMs: finalized.expiresAtMs,
      };
    case "working":
      return {
        type: "processing-reported",
        nextCheckAtMs: nowMs + finalized.report.checkAfterMs,
        percent: finalized.report.percent,
      };
    case "failed":
      throw processingFailure(finalized.report.error, media);
  }
}
