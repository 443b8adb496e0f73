import { trimLengthOf } from "../errors/next-action";
import type {
  Attachment,
  AttachmentResume,
  ConvertingAttachment,
  FailedAttachment,
} from "./attachment";
import type { AttachmentEvent } from "./attachment-event";
import { toCapturing, toConverting, toFailed, toUploading } from "./attachment-states";

/** What an event makes of an attachment that is being converted; null where it has no meaning. */
export function applyToConverting(
  attachment: ConvertingAttachment,
  event: AttachmentEvent,
): Attachment | null {
  switch (event.type) {
    case "conversion-started":
      return { ...attachment, attempts: attachment.attempts + 1, percent: null };
    case "conversion-progressed":
      return { ...attachment, percent: event.percent };
    case "version-refused": {
      // What was hidden in an edited picture would be there again.
      if (attachment.edited !== undefined) return null;
      const { source } = attachment;
      const refused = { firstVersion: (source.version ?? 0) + 1, error: event.error };
      return toCapturing({ ...attachment, source: { ...source, refused } }, null);
    }
    case "converted":
      if (attachment.conversion.kind === "edit" && attachment.conversion.editId !== event.editId) {
        return null;
      }
      return toUploading({ ...attachment, thumbnail: event.thumbnail }, event.media, null);
    case "conversion-needed":
      return toConverting(attachment, event.conversion);
    case "options-changed":
      return { ...attachment, options: event.options };
    case "failed": {
      const { conversion } = attachment;
      // The stored bytes have vanished: only the page still has them.
      // Of a frame and of an edited picture it does not: what is there would be another picture.
      const isOfPage = conversion.kind !== "frame" && conversion.kind !== "edit";
      const isGone = event.error.code === "bytes-gone" && isOfPage;
      const resume: AttachmentResume = isGone
        ? { from: "capture", mark: null }
        : { from: "conversion", conversion };
      return toFailed(attachment, event.error, null, resume);
    }
    default:
      return null;
  }
}

/** A failed video, to be cut to the length that its error proposes; null where it proposes none. */
export function toTrimmed(attachment: FailedAttachment): ConvertingAttachment | null {
  const { error, resume } = attachment;
  const trimToMs = trimLengthOf(error);
  if (resume.from !== "conversion" || resume.conversion.kind !== "video") return null;
  if (trimToMs === null) return null;
  return toConverting(attachment, { ...resume.conversion, trimToMs });
}
