import type { MediaCategory } from "../media/media-category";
import type { Attachment } from "./attachment";

/** What an attachment is to X, by its bytes; null while nobody has judged them. */
export function knownCategory(attachment: Attachment): MediaCategory | null {
  return "media" in attachment && attachment.media !== null ? attachment.media.category : null;
}
