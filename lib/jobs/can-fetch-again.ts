import type { Attachment } from "./attachment";

/**
 * Whether a medium can be fetched once more: its bytes are freed with its post. A frame cannot: its address
 * leads to the whole video, which is not what went out.
 */
export function canFetchAgain({ source }: Pick<Attachment, "source">): boolean {
  if (source.frameAtMs !== undefined) return false;
  return /^https?:/i.test(source.url) && URL.canParse(source.url);
}
