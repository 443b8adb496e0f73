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
import { isUploadLost, mayBeFinalized, type UploadCall } from "./judge-refusal";
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
  let call: UploadCall = "append";
  try {
    const sent = await sendSegments(file, session, effects, signal);
    call = sent > 0 ? "finalize" : "finalize again";
    const report =
      sent > 0 ? finalizeUpload(x, session.mediaId, signal) : finalizeAgain(x, session, signal);
    return eventOfReport(await report, { media, session }, x.now());
  } catch (failure) {
    // Once: what X refuses of a fresh upload as well, it refuses.
    if (attachment.freshUploads > 0 || !isUploadLost(toJobError(failure, "upload"), call)) {
      throw failure;
    }
    return { type: "upload-restarted", by: "itself" };
  }
}

/**
 * Finalizes an upload whose segments were all acknowledged earlier: X may have finalized it, and only
 * its answer was lost, or the worker died. Where X refuses a second time, or nothing readable comes,
 * its status tells before the upload counts as failed.
 */
async function finalizeAgain(
  x: XConnection,
  session: UploadSession,
  signal: AbortSignal,
): Promise<MediaReport> {
  try {
    return await finalizeUpload(x, session.mediaId, signal);
  } catch (refusal) {
    signal.throwIfAborted();
    if (!mayBeFinalized(toJobError(refusal, "upload"))) throw refusal;
    try {
      return await getUploadStatus(x, session.mediaId, signal);
    } catch (failure) {
      signal.throwIfAborted();
      // A refusal is final: it does not stand while X's status is still to be had.
      throw isRefusal(refusal) && !isRefusal(failure) ? failure : refusal;
    }
  }
}

function isRefusal(failure: unknown): boolean {
  const { code } = toJobError(failure, "upload");
  return code === "invalid-request" || code === "media-refused" || code === "refused";
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
