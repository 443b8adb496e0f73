import { useEffect, useMemo } from "preact/hooks";

/**
 * An object URL for bytes, or for a file in memory or on disk, for as long as the component shows it;
 * null without them.
 *
 * @param identity tells contents apart: each reading of the store brings a new object for the same
 *   bytes, and a new URL for each would make the picture flicker
 */
export function useBlobUrl(
  content: Uint8Array<ArrayBuffer> | Blob | null,
  identity: string,
): string | null {
  const isThere = content !== null;
  const url = useMemo(
    () =>
      content === null
        ? null
        : URL.createObjectURL(content instanceof Blob ? content : new Blob([content])),
    // The content itself is left out on purpose, see `identity`.
    [identity, isThere],
  );
  useEffect(
    () => () => {
      if (url !== null) URL.revokeObjectURL(url);
    },
    [url],
  );
  return url;
}
