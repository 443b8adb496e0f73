import { useEffect, useState } from "preact/hooks";
import { readAllBytes } from "../../lib/store/byte-store";
import { useBlobUrl } from "./use-blob-url";

/**
 * An object URL for an attachment's stored bytes; null while they are read, when they are gone, or
 * when `mediaType` is null because they are not complete yet.
 */
export function useStoredMedia(attachmentId: string, mediaType: string | null): string | null {
  const [blob, setBlob] = useState<Blob | null>(null);

  useEffect(() => {
    let isOver = false;
    if (mediaType !== null) {
      readAllBytes(attachmentId, mediaType).then(
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
  }, [attachmentId, mediaType]);

  return useBlobUrl(blob, `${attachmentId}:${mediaType ?? ""}`);
}
