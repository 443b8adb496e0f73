import { useEffect, useMemo } from "preact/hooks";

/**
 * An object URL for a blob, for as long as the component shows it; null without a blob.
 *
 * @param identity tells blobs apart: each reading of the store brings a new object for the same blob,
 *   and a new URL for each would make the picture flicker
 */
export function useBlobUrl(blob: Blob | null, identity: string): string | null {
  const isThere = blob !== null;
  const url = useMemo(
    () => (blob === null ? null : URL.createObjectURL(blob)),
    // The blob itself is left out on purpose, see `identity`.
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
