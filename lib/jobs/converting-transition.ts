import { trimLengthOf } from "../errors/next-action";
import type {
  Attachment,
  AttachmentResume,
  ConvertingAttachment,
  FailedAttachment,
} from "./attachment";
import { type ClipSpan, sameSpan } from "../media/clip-span";
import type { AttachmentEvent } from "./attachment-event";
import { toCapturing, toConverting, toFailed, toUploading } from "./attachment-states";
import {
  convertedVideo,
  toClipped,
  toProposedClip,
  toWantedClip,
  wholeFilm,
} from "./clip-transition";
import { toWantedFrame } from "./frame-transition";
import type { OriginalVideo } from "./video-clip";

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
      // What was hidden would be there again, or lie elsewhere.
      if (attachment.edited !== undefined || attachment.clip?.hiding !== undefined) return null;
      const { source } = attachment;
      const refused = { firstVersion: (source.version ?? 0) + 1, error: event.error };
      return toCapturing({ ...attachment, source: { ...source, refused } }, null);
    }
    case "converted": {
      if (attachment.conversion.kind === "edit" && attachment.conversion.editId !== event.editId) {
        return null;
      }
      if (!isOutcomeOf(attachment, event)) return null;
      const { thumbnailTries: _tries, ...undrawn } = attachment;
      return (
        toWantedFrame(attachment, joinedOf(attachment, wholeFilm(event.media))) ??
        toWantedClip(attachment, joinedOf(attachment, wholeFilm(event.media))) ??
        toUploading({ ...undrawn, thumbnail: event.thumbnail }, event.media, null)
      );
    }
    case "conversion-needed":
      return (
        toWantedFrame(attachment, joinedOf(attachment, convertedVideo(event.conversion))) ??
        toWantedClip(attachment, joinedOf(attachment, convertedVideo(event.conversion))) ??
        toConverting(attachment, event.conversion)
      );
    case "clip-proposed": {
      const { type: _type, ...proposed } = event;
      return toWantedFrame(attachment, proposed.original) ?? toProposedClip(attachment, proposed);
    }
    case "clip-cut": {
      const { clip } = attachment;
      if (clip === undefined || !isOutcomeOf(attachment, event)) return null;
      return { ...attachment, clip: { ...clip, cut: event.cut } };
    }
    case "film-joined": {
      const { conversion, source } = attachment;
      if (conversion.kind !== "stream" || source.tracks === undefined) return null;
      const zeroSecs = event.clockSecs - (conversion.window?.startMs ?? 0) / 1000;
      return { ...attachment, source: { ...source, tracks: { zeroSecs, ...source.tracks } } };
    }
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

/** The film that was joined of a stream's pieces knows which part of the stream it is. */
function joinedOf(
  { conversion }: ConvertingAttachment,
  original: OriginalVideo | null,
): OriginalVideo | null {
  if (original === null || conversion.kind !== "stream") return original;
  const { window } = conversion;
  return { ...original, ...(window !== undefined && { window }) };
}

/** Whether what was made is the part that is wanted by now, with the same hidden; true for all that is no clip. */
function isOutcomeOf(
  { conversion }: ConvertingAttachment,
  { span, hidingId }: { readonly span?: ClipSpan; readonly hidingId?: string },
): boolean {
  if (conversion.kind !== "clip") return true;
  return (
    span !== undefined && sameSpan(conversion.span, span) && conversion.hiding?.id === hidingId
  );
}

/** A failed video, to be cut to the length that its error proposes; null where it proposes none. */
export function toTrimmed(attachment: FailedAttachment): ConvertingAttachment | null {
  const { error, resume } = attachment;
  const trimToMs = trimLengthOf(error);
  if (resume.from !== "conversion" || trimToMs === null) return null;
  if (resume.conversion.kind === "clip") {
    const { clip } = attachment;
    if (clip === undefined) return null;
    const { startMs } = clip.span;
    const span = { startMs, endMs: startMs + trimToMs };
    return toClipped(attachment, { ...clip, span, longestMs: trimToMs });
  }
  if (resume.conversion.kind !== "video") return null;
  return toConverting(attachment, { ...resume.conversion, trimToMs });
}
