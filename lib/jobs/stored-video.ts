import type { MediaInfo, SourceFile } from "../media/media-info";
import type { Attachment } from "./attachment";

/** What is stored of a captured video; null where it is no video, or not stored whole. */
export function storedVideoOf(attachment: Attachment): SourceFile | null {
  switch (attachment.state) {
    case "uploading":
    case "processing":
    case "ready":
      return videoOf(attachment.media);
    case "failed": {
      const { media, resume } = attachment;
      if (resume.from === "capture") return null;
      if (media !== null) return videoOf(media);
      return resume.from === "conversion" && resume.conversion.kind === "video"
        ? resume.conversion.source
        : null;
    }
    case "capturing":
    case "converting":
    case "cancelled":
      return null;
  }
}

function videoOf(media: MediaInfo): SourceFile | null {
  const { category, mediaType, totalBytes } = media;
  return category === "tweet_video" ? { type: mediaType, totalBytes } : null;
}
