import { useEffect, useState } from "preact/hooks";
import { readAllBytes } from "../../lib/store/byte-store";
import { useBlobUrl } from "./use-blob-url";

/** What is stored of an attachment. */
export interface StoredMedia {
  readonly mimeType: string;
  /** Tells a converted file from its source. */
  readonly totalBytes: number;
}

/**
 * An object URL for an attachment's stored bytes; null while they are read, when they are gone, or
 * when `media` is null because they are not complete yet.
 */
export function useStoredMedia(attachmentId: string, media: StoredMedia | null): string | null {
  const { mimeType = null, totalBytes = 0 } = media ?? {};
  const [blob, setBlob] = useState<Blob | null>(null);

  useEffect(() => {
    let isOver = false;
    if (mimeType !== null) {
      readAllBytes(attachmentId, mimeType).then(
        (bytes) => {
          if (!isOver) setBlob(bytes);
        },
        () => {
          // The preview is a convenience: the symbol stands in, and a lost file shows when it is sent.
          if (!isOver) setBlob(null);
        },
      );
    }
    return () => {
      isOver = true;
      setBlob(null);
    };
  }, [attachmentId, mimeType, totalBytes]);

  return useBlobUrl(blob, `${attachmentId}:${mimeType ?? ""}:${totalBytes}`);
}
