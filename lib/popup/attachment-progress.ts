import type { Attachment, Transfer } from "../jobs/attachment";
import { percentOf } from "./format-percent";
import { leftMsOf, type Progress, type ProgressStage, progressWithoutNumbers } from "./progress";

/** How far one attachment is; null when nothing is under way. */
export function attachmentProgress(attachment: Attachment): Progress | null {
  switch (attachment.state) {
    case "capturing":
      return transferProgress("capturing", attachment.transfer);
    case "converting":
      return progressWithoutNumbers("converting", attachment.percent);
    case "uploading":
      return attachment.media.category === "tweet_image"
        ? {
            // One call carries the whole image, and the browser does not tell how much has gone out.
            ...progressWithoutNumbers("uploading"),
            totalBytes: attachment.media.totalBytes,
          }
        : transferProgress("uploading", attachment.transfer);
    case "processing":
      return progressWithoutNumbers("processing", attachment.percent);
    case "ready":
    case "failed":
    case "cancelled":
      return null;
  }
}

/** The progress of bytes that are on their way. */
export function transferProgress(stage: ProgressStage, transfer: Transfer): Progress {
  return {
    stage,
    percent: percentOf(transfer.doneBytes, transfer.totalBytes),
    doneBytes: transfer.doneBytes,
    totalBytes: transfer.totalBytes,
    bytesPerSecond: transfer.bytesPerSecond > 0 ? transfer.bytesPerSecond : null,
    leftMs: leftMsOf(transfer),
  };
}
