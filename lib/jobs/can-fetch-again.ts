import type { Attachment } from "./attachment";

/** Whether a medium can be fetched once more: its bytes are freed with its post. */
export function canFetchAgain({ source }: Pick<Attachment, "source">): boolean {
  return /^https?:/i.test(source.url) && URL.canParse(source.url);
}
