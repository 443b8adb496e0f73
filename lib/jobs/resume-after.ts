import { clipOf } from "./clip-transition";
import type { JobError } from "../errors/job-error";
import { helpsToConvert, trimLengthOf } from "../errors/next-action";
import type { Conversion, ConversionReason } from "../media/conversion";
import type { MediaInfo } from "../media/media-info";
import type {
  Attachment,
  AttachmentResume,
  ProcessingAttachment,
  UploadingAttachment,
} from "./attachment";

/** Where a retry goes on after a failure at X: as late on the way as the error allows. */
export function resumeAfter(
  error: JobError,
  attachment: UploadingAttachment | ProcessingAttachment,
): AttachmentResume {
  const { media, session } = attachment;
  if (media.category === "tweet_video" && trimLengthOf(error) !== null) {
    const clipped = resumeClip(attachment);
    if (clipped !== null) return clipped;
    const source = { type: media.mediaType, totalBytes: media.totalBytes };
    return { from: "conversion", conversion: { kind: "video", source, trimToMs: null } };
  }
  if (helpsToConvert(error)) {
    return resumeClip(attachment, "refused") ?? { from: "conversion", conversion: codeAnew(media) };
  }
  switch (error.code) {
    // The stored bytes have vanished: only the page still has them.
    case "bytes-gone":
      return resumeWithoutBytes(attachment);
    // X has refused this upload as such: going on with it would only be refused again.
    case "invalid-request":
    case "payload-too-large":
    case "media-refused":
    case "tier-limit":
    case "processing-failed":
      return { from: "upload", media, session: null };
    default:
      return attachment.state === "processing"
        ? { from: "processing", media, session: attachment.session }
        : { from: "upload", media, session };
  }
}

/** A film or GIF that X could not read becomes a film whose picture and sound are coded anew. */
function codeAnew({ category, mediaType, totalBytes }: MediaInfo): Conversion {
  const source = { type: mediaType, totalBytes };
  return category === "tweet_video"
    ? { kind: "video", source, trimToMs: null, because: "refused" }
    : { kind: "picture", source, because: "refused" };
}

/** What was hidden in a picture must not come back with it: it is drawn anew from what was captured, or not at all. */
function resumeWithoutBytes(attachment: Attachment): AttachmentResume {
  const clipped = resumeClip(attachment);
  if (clipped !== null) return clipped;
  if (attachment.edited === undefined) return { from: "capture", mark: null };
  const { edit, original } = attachment.edited;
  const source = { type: original.mediaType, totalBytes: original.totalBytes };
  const editId = `${attachment.id} again`;
  return { from: "conversion", conversion: { kind: "edit", source, edit, editId } };
}

/** A clip is cut once more of the video beside it; null where there is none. */
function resumeClip({ clip }: Attachment, because?: ConversionReason): AttachmentResume | null {
  if (clip === undefined || clip.original === null) return null;
  return { from: "conversion", conversion: clipOf(clip.original, clip, because) };
}
