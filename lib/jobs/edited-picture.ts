import type { PictureEdit } from "../edit/picture-edit";
import type { MediaInfo } from "../media/media-info";
import type { Attachment, ConvertingAttachment } from "./attachment";
import { toConverting } from "./attachment-states";

/**
 * What a picture that can be edited was captured as; null where it cannot be. Still pictures only, a GIF
 * that does not move among them, whose bytes are all stored.
 */
export function editableOriginalOf(attachment: Attachment): MediaInfo | null {
  switch (attachment.state) {
    case "uploading":
    case "processing":
    case "ready":
      return attachment.edited?.original ?? stillPicture(attachment.media);
    case "converting":
      return attachment.conversion.kind === "edit" ? (attachment.edited?.original ?? null) : null;
    case "failed": {
      const { resume } = attachment;
      if (resume.from === "capture") return null;
      if (attachment.edited !== undefined) return attachment.edited.original;
      return resume.from === "conversion" ? null : stillPicture(resume.media);
    }
    case "capturing":
    case "cancelled":
      return null;
  }
}

function stillPicture(media: MediaInfo): MediaInfo | null {
  return media.isAnimated ? null : media;
}

/**
 * A picture that is to be drawn anew from what was captured. Whatever X has of it by now is forgotten:
 * the media id is that of another picture.
 *
 * @param editId tells this edit from those before it
 */
export function toEdited(
  attachment: Attachment,
  edit: PictureEdit,
  editId: string,
): ConvertingAttachment | null {
  const original = editableOriginalOf(attachment);
  if (original === null) return null;
  const source = { type: original.mediaType, totalBytes: original.totalBytes };
  return toConverting(
    { ...attachment, edited: { edit, original } },
    { kind: "edit", source, edit, editId },
  );
}
