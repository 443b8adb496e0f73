import { useEffect, useState } from "preact/hooks";
import { hasPlayableFile, openPlayableFile } from "../../lib/store/playable-file";
import { useBlobUrl } from "./use-blob-url";

/** What is stored of an attachment. */
export interface StoredMedia {
  readonly mimeType: string;
  /** Tells a converted file from its source. */
  readonly totalBytes: number;
}

/** Stored media as the composer can show them. */
export interface ShownMedia {
  /** An object URL; null while there is none, or when the bytes are gone. */
  readonly url: string | null;
  /** A large file is being made playable: how far that is, 0 to 100; null: it is not. */
  readonly percent: number | null;
  /** Makes a large file playable; null where that is not needed, or under way. */
  readonly prepare: (() => void) | null;
}

/** A larger film is made playable only when somebody asks for it: the copy takes as much of the disk again. */
const MAX_UNASKED_BYTES = 1024 * 1024 * 1024;

/**
 * An attachment's stored bytes to be shown; nothing when `media` is null because they are not complete
 * yet.
 *
 * @param isAtRest nothing else needs the machine: a large film is made playable without being asked
 */
export function useStoredMedia(
  attachmentId: string,
  media: StoredMedia | null,
  isAtRest: boolean,
): ShownMedia {
  const { mimeType = null, totalBytes = 0 } = media ?? {};
  const identity = `${attachmentId}:${mimeType ?? ""}:${totalBytes}`;
  const [file, setFile] = useState<Blob | null>(null);
  const [percent, setPercent] = useState<number | null>(null);
  const [askedFor, setAskedFor] = useState<string | null>(null);
  const [atHand, setAtHand] = useState<string | null>(null);
  const isUnasked = isAtRest && totalBytes <= MAX_UNASKED_BYTES;
  const isWanted = mimeType !== null && (isUnasked || atHand === identity || askedFor === identity);

  useEffect(() => {
    let isOver = false;
    if (mimeType !== null) {
      void hasPlayableFile(attachmentId, totalBytes).then((has) => {
        if (has && !isOver) setAtHand(identity);
      });
    }
    return () => {
      isOver = true;
    };
  }, [identity]);

  useEffect(() => {
    if (!isWanted || mimeType === null) return undefined;
    const over = new AbortController();
    const report = (fraction: number) => {
      if (!over.signal.aborted) setPercent(Math.floor(fraction * 100));
    };
    openPlayableFile(attachmentId, mimeType, report, over.signal).then(
      (opened) => {
        if (!over.signal.aborted) setFile(opened);
      },
      () => {
        // The preview is a convenience: the symbol stands in, and a lost file shows when it is sent.
        if (!over.signal.aborted) setPercent(null);
      },
    );
    return () => {
      over.abort();
      setFile(null);
      setPercent(null);
    };
  }, [identity, isWanted]);

  return {
    url: useBlobUrl(file, identity),
    percent,
    prepare: mimeType === null || isWanted ? null : () => setAskedFor(identity),
  };
}
