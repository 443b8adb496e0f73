import { SENSITIVE_CONTENT, type SensitiveContent } from "./post-options";

/** What X is told about an uploaded image, GIF or video beside its bytes. */
export interface MediaMetadata {
  /** At most 1000 characters; empty: none. */
  readonly altText: string;
  readonly sensitive: readonly SensitiveContent[];
}

/** Whether two metadata say the same. */
export function isSameMetadata(a: MediaMetadata, b: MediaMetadata): boolean {
  return (
    a.altText === b.altText &&
    SENSITIVE_CONTENT.every((kind) => a.sensitive.includes(kind) === b.sensitive.includes(kind))
  );
}

/** Nothing told. */
export const NO_METADATA: MediaMetadata = { altText: "", sensitive: [] };
