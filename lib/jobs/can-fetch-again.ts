import type { Attachment } from "./attachment";

/**
 * Whether a medium can be fetched once more: its bytes are freed with its post. Of a frame the whole video is, and the
 * frame made of it again. One of which something was hidden or cut off cannot: it would be there again.
 */
export function canFetchAgain({
  source,
  edited,
  clip,
}: Pick<Attachment, "source" | "edited" | "clip">): boolean {
  if (clip?.hiding !== undefined) return false;
  if (edited !== undefined && (edited.edit.hidden.length > 0 || edited.edit.crop !== null)) {
    return false;
  }
  return /^https?:/i.test(source.url) && URL.canParse(source.url);
}
