import type { FoundMedia } from "./scan-page";

/** What a frame still knows about something that a scan has found. */
export interface LookedUp {
  readonly media: FoundMedia;
  readonly frameUrl: string;
}

/**
 * Runs inside the frame of a picked image or video: tells again what the scan has found under a key;
 * null when the page was left since.
 *
 * The browser serialises this function: it may use nothing from outside itself.
 */
export function lookUpFound(key: string): LookedUp | null {
  const scope = globalThis as {
    foundMedia?: Map<string, { readonly media: FoundMedia }>;
  };
  const media = scope.foundMedia?.get(key)?.media;
  return media === undefined ? null : { media, frameUrl: location.href };
}
