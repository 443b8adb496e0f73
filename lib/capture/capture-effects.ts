import type { AccountTier } from "../media/media-limits";
import type { CaptureSource } from "../jobs/capture-source";
import type { MediaBytes, StoredFile } from "../media/media-bytes";
import type { MediaInfo } from "../media/media-info";
import type { PageReadEffects } from "./bytes/receive-file";
import type { Piece } from "../media/strip/stripped";
import type { ByteStore } from "./bytes/byte-sink";
import type { SiteEffects } from "./site/ask-site";

/** What a capture needs of the browser and the store. */
export interface CaptureEffects extends SiteEffects {
  readonly bytes: ByteStore & {
    /** How many bytes from the start are stored for good. */
    countStored(): Promise<number>;
    /** The stored bytes; an empty file where there are none. */
    open(): Promise<MediaBytes>;
    /** Makes of what is stored what the pieces say. */
    rewrite(pieces: readonly Piece[]): Promise<void>;
  };
  readonly readInFrame: PageReadEffects["readInFrame"];
  /** As `readInFrame`, with the pixels that the element shows, in the size that it has by itself. */
  readonly drawInFrame: PageReadEffects["readInFrame"];
  /** The tab's own picture, cut to the element; null where it is not to be seen now, or may not be. */
  cutFromTab(source: CaptureSource): Promise<Blob | null>;
  /** Whether the page shows another picture than the file; false where nobody can tell. Reads no more of it afterwards. */
  isOther(source: CaptureSource, file: MediaBytes, media: MediaInfo): Promise<boolean>;
  /** The file that the person has chosen; null when it is kept no more. */
  localFile(): Promise<StoredFile | null>;
  /** Resolves when a permission prompt for this capture, if any, was answered: whether the origin may be fetched. */
  mayFetch(origin: string): Promise<boolean>;
  /** The size in which the page shows the picture, as far as it is known by now. */
  shownSize(): CaptureSource["shownSize"];
  readonly tier: AccountTier;
  /** Epoch milliseconds. */
  now(): number;
}
