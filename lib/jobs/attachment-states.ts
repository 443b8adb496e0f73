import type { JobError } from "../errors/job-error";
import type { Conversion } from "../media/conversion";
import type { MediaInfo } from "../media/media-info";
import type {
  Attachment,
  AttachmentResume,
  CapturingAttachment,
  ConvertingAttachment,
  DownloadMark,
  FailedAttachment,
  ProcessingAttachment,
  ReadyAttachment,
  Transfer,
  UploadingAttachment,
  UploadSession,
} from "./attachment";
import type { CaptureSource } from "./capture-source";
import { NO_METADATA } from "./metadata-value";
import { acknowledgedBytes } from "./segment-plan";

/** How long X may work on a file before we call it stuck; a retry waits as long again. */
export const PROCESSING_DEADLINE_MS = 30 * 60_000;

/** The progress of a transfer that has not begun. */
export const NOTHING_MOVED: Transfer = { doneBytes: 0, totalBytes: null, bytesPerSecond: 0 };

/** The fields that an attachment keeps through all states, without those of its present state. */
export function baseOf(attachment: Attachment) {
  const { id, postId, accountId, createdAtMs, updatedAtMs, source, options } = attachment;
  const { altText, subtitles, thumbnail, thumbnailTries, freshUploads, edited, clip } = attachment;
  return {
    id,
    postId,
    accountId,
    createdAtMs,
    updatedAtMs,
    source,
    options,
    altText,
    subtitles,
    thumbnail,
    freshUploads,
    ...(thumbnailTries !== undefined && { thumbnailTries }),
    ...(edited !== undefined && { edited }),
    ...(clip !== undefined && { clip }),
  };
}

/** Capturing, from where a download stands; null: from the beginning. */
export function toCapturing(
  attachment: Attachment,
  mark: DownloadMark | null,
): CapturingAttachment {
  const { clip, thumbnailTries: _tries, ...base } = baseOf(attachment);
  return {
    ...base,
    // The part that is wanted is cut of what comes.
    ...(clip !== undefined && { clip: { ...clip, original: null } }),
    state: "capturing",
    transfer: NOTHING_MOVED,
    early: null,
    mark,
    wait: null,
  };
}

/** Converting, from the beginning. */
export function toConverting(attachment: Attachment, conversion: Conversion): ConvertingAttachment {
  return { ...baseOf(attachment), state: "converting", conversion, percent: null, attempts: 0 };
}

/** Uploading, from where X's session stands; null: from the beginning. */
export function toUploading(
  attachment: Attachment,
  media: MediaInfo,
  session: UploadSession | null,
): UploadingAttachment {
  const { totalBytes } = media;
  const doneBytes = session === null ? 0 : acknowledgedBytes(session);
  return {
    ...baseOf(attachment),
    state: "uploading",
    media,
    transfer: { doneBytes, totalBytes, bytesPerSecond: 0 },
    session,
    maxSegmentBytes: null,
    wait: null,
  };
}

/** Uploading anew under another media id. What the person has asked for starts the count again. */
export function toFreshUpload(
  attachment: Attachment,
  media: MediaInfo,
  by: "itself" | "person",
): UploadingAttachment {
  const freshUploads = by === "itself" ? attachment.freshUploads + 1 : 0;
  return { ...toUploading(attachment, media, null), freshUploads };
}

/** With another account: captured as it is, but uploaded anew, also where that had failed. */
export function toOtherAccount(attachment: Attachment, accountId: string): Attachment | null {
  const moved = { ...attachment, accountId };
  switch (moved.state) {
    case "capturing":
      // What X has of it already is the former account's.
      return { ...moved, early: null };
    case "converting":
      return moved;
    case "cancelled":
      return null;
    case "uploading":
    case "processing":
    case "ready":
      return toFreshUpload(moved, moved.media, "person");
    case "failed":
      // What was refused to one account may be granted to another.
      return moved.resume.from === "upload" || moved.resume.from === "processing"
        ? toFreshUpload(moved, moved.resume.media, "person")
        : moved;
  }
}

/** Processing, with a deadline from now. */
export function toProcessing(
  attachment: Attachment,
  media: MediaInfo,
  session: UploadSession,
  report: { readonly nextCheckAtMs: number; readonly percent: number | null },
  nowMs: number,
): ProcessingAttachment {
  return {
    ...baseOf(attachment),
    state: "processing",
    media,
    session,
    nextCheckAtMs: report.nextCheckAtMs,
    deadlineAtMs: nowMs + PROCESSING_DEADLINE_MS,
    percent: report.percent,
    wait: null,
  };
}

/** Ready for a post; X has been told nothing about it yet. */
export function toReady(
  attachment: Attachment,
  media: MediaInfo,
  uploaded: Pick<ReadyAttachment, "mediaId" | "mediaKey" | "expiresAtMs">,
): ReadyAttachment {
  const { mediaId, mediaKey, expiresAtMs } = uploaded;
  return {
    ...baseOf(attachment),
    state: "ready",
    media,
    mediaId,
    mediaKey,
    expiresAtMs,
    sentMetadata: NO_METADATA,
    sentSubtitles: null,
  };
}

/** Failed, with the place where a retry goes on. */
export function toFailed(
  attachment: Attachment,
  error: JobError,
  media: MediaInfo | null,
  resume: AttachmentResume,
): FailedAttachment {
  return { ...baseOf(attachment), state: "failed", error, media, resume };
}

/** Whoever tries again means the best version. */
function withoutRefusal(source: CaptureSource): CaptureSource {
  const { refused, ...fresh } = source;
  return refused === undefined ? source : fresh;
}

/** What a retry makes of a failed attachment. */
export function toResumed(attachment: FailedAttachment, nowMs: number): Attachment {
  const { resume } = attachment;
  switch (resume.from) {
    case "capture":
      return {
        ...toCapturing({ ...attachment, source: withoutRefusal(attachment.source) }, resume.mark),
        ...(resume.stream !== undefined && { stream: resume.stream }),
      };
    case "conversion":
      return toConverting(attachment, resume.conversion);
    case "upload":
      return toUploading(attachment, resume.media, resume.session);
    case "processing":
      return toProcessing(
        attachment,
        resume.media,
        resume.session,
        { nextCheckAtMs: 0, percent: null },
        nowMs,
      );
  }
}
