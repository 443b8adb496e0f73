import type { PageWord } from "./ask-page";

/** What pages were asked in the click itself, by attachment; in memory: a later life asks anew. */
const earlyWords = new Map<string, Promise<PageWord | null>>();

/** Keeps what a page was asked before its capture began. @param word null: it could not be asked */
export function keepEarlyWord(attachmentId: string, word: Promise<PageWord | null>): void {
  earlyWords.set(attachmentId, word);
}

/** Takes what the page was asked for an attachment, once; null when it was not. */
export async function takeEarlyWord(attachmentId: string): Promise<PageWord | null> {
  const word = earlyWords.get(attachmentId);
  earlyWords.delete(attachmentId);
  return (await word) ?? null;
}
