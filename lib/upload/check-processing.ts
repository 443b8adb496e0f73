import { jobError, toJobError } from "../errors/job-error";
import { getUploadStatus, type MediaReport } from "../x/media-upload";
import { processingFailure } from "../x/processing";
import type { XConnection } from "../x/x-request";
import type { ProcessingAttachment } from "../jobs/attachment";
import type { AttachmentEvent } from "../jobs/attachment-event";
import { isUploadLost } from "./judge-refusal";

/**
 * Asks X once how far it is with a medium, and says what that means for it. Call no earlier than X
 * has asked for.
 *
 * @throws `JobFailure`; the signal's reason when aborted
 */
export async function checkProcessing(
  attachment: ProcessingAttachment,
  x: XConnection,
  signal: AbortSignal,
): Promise<AttachmentEvent> {
  const { mediaId, mediaKey } = attachment.session;
  let status: MediaReport;
  try {
    status = await getUploadStatus(x, mediaId, signal);
  } catch (failure) {
    const isLost = isUploadLost(toJobError(failure, "processing"), "status");
    if (attachment.freshUploads > 0 || !isLost) throw failure;
    return { type: "upload-restarted", by: "itself" };
  }
  switch (status.report.kind) {
    case "usable":
      return {
        type: "usable",
        mediaId,
        mediaKey: status.mediaKey ?? mediaKey,
        expiresAtMs: status.expiresAtMs,
      };
    case "failed":
      throw processingFailure(status.report.error, attachment.media);
    case "working":
      if (x.now() >= attachment.deadlineAtMs) {
        return { type: "failed", error: jobError("processing-timeout", "processing") };
      }
      return {
        type: "processing-reported",
        nextCheckAtMs: x.now() + status.report.checkAfterMs,
        percent: status.report.percent,
      };
  }
}
