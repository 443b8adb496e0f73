import type { FoundMedia, LookedUp } from "./page-messages";

/** An element that a scan has found, with what was told about it. */
export interface FoundElement {
  readonly element: Element;
  /** As long as it is; empty for a drawing. */
  readonly address: string;
  readonly media: FoundMedia;
}

/** Beyond this many a page has changed so much that older finds mean nothing. */
const MAX_KEPT = 5000;

/** Until the page is left, and out of its reach. */
const foundElements = new Map<string, FoundElement>();

/** Keeps what a scan has found under its key, without the thumbnail. */
export function keepFound(found: readonly FoundElement[]): void {
  if (foundElements.size > MAX_KEPT) foundElements.clear();
  for (const { media, ...rest } of found) {
    foundElements.set(media.key, { ...rest, media: { ...media, thumbnail: "" } });
  }
}

/** What a scan has found under a key; undefined when it was another page's, or is forgotten. */
export function foundUnder(key: string): FoundElement | undefined {
  return foundElements.get(key);
}

/** Answers what is still known of a find. */
export function lookUpFound(key: string): LookedUp | null {
  const media = foundUnder(key)?.media;
  return media === undefined ? null : { media, frameUrl: location.href };
}
