import type { Attachment } from "./attachment";

/**
 * Whether a medium can be fetched once more: its bytes are freed with its post. A frame cannot: its address
 * leads to the whole video, which is not what went out. Nor can one of which something was hidden or cut
 * off: it would be there again.
 */
export function canFetchAgain({
  source,
  edited,
  clip,
}: Pick<Attachment, "source" | "edited" | "clip">): boolean {
  if (source.frameAtMs !== undefined || clip?.hiding !== undefined) return false;
  if (edited !== undefined && (edited.edit.hidden.length > 0 || edited.edit.crop !== null)) {
    return false;
  }
  return /^https?:/i.test(source.url) && URL.canParse(source.url);
}
