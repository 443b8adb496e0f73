import type { Attachment, Transfer } from "../jobs/attachment";
import type { Job } from "../jobs/job";
import { attachmentProgress, transferProgress } from "./attachment-progress";
import { type Progress, progressWithoutNumbers } from "./progress";

/** How far a post with all its attachments is; null when nothing is under way. */
export function postProgress({ post, attachments }: Job): Progress | null {
  switch (post.state) {
    case "draft":
    case "scheduled":
      return attachmentsProgress(attachments);
    case "publishing":
      return attachmentsProgress(attachments) ?? progressWithoutNumbers("finishing");
    case "posting":
      return progressWithoutNumbers("posting");
    case "unsure":
      return post.lookup === "pending" ? progressWithoutNumbers("checking") : null;
    case "posted":
    case "failed":
    case "cancelled":
    case "deleted":
      return null;
  }
}

/** The earliest stage that an attachment is in, with the bytes of all attachments that take part in it. */
function attachmentsProgress(attachments: readonly Attachment[]): Progress | null {
  const capturing = attachments.filter((attachment) => attachment.state === "capturing");
  if (capturing.length > 0) {
    return transferProgress("capturing", sumTransfers(capturing.map(({ transfer }) => transfer)));
  }
  const uploading = attachments.find((attachment) => attachment.state === "uploading");
  if (uploading !== undefined) {
    if (attachments.length === 1) return attachmentProgress(uploading);
    const transfers = attachments.map(uploadTransferOf).filter((transfer) => transfer !== null);
    return transferProgress("uploading", sumTransfers(transfers));
  }
  const processing = attachments.filter((attachment) => attachment.state === "processing");
  if (processing.length === 0) return null;
  const percents = processing.map(({ percent }) => percent).filter((percent) => percent !== null);
  return progressWithoutNumbers("processing", percents.length > 0 ? Math.min(...percents) : null);
}

function uploadTransferOf(attachment: Attachment): Transfer | null {
  switch (attachment.state) {
    case "uploading":
      return attachment.transfer;
    case "processing":
    case "ready": {
      const { totalBytes } = attachment.media;
      return { doneBytes: totalBytes, totalBytes, bytesPerSecond: 0 };
    }
    default:
      return null;
  }
}

function sumTransfers(transfers: readonly Transfer[]): Transfer {
  const nothing: Transfer = { doneBytes: 0, totalBytes: 0, bytesPerSecond: 0 };
  return transfers.reduce(
    (sum, { doneBytes, totalBytes, bytesPerSecond }) => ({
      doneBytes: sum.doneBytes + doneBytes,
      totalBytes:
        sum.totalBytes === null || totalBytes === null ? null : sum.totalBytes + totalBytes,
      bytesPerSecond: sum.bytesPerSecond + bytesPerSecond,
    }),
    nothing,
  );
}
