import type { SourceFile } from "../media/media-info";
import type { MediaBytes } from "../media/media-bytes";
import type { AccountTier } from "../media/media-limits";
import type { ConvertedFile } from "./converted-file";

/** What a converter is given. */
export interface ConversionTask {
  readonly source: MediaBytes;
  readonly type: SourceFile["type"];
  readonly tier: AccountTier;
  /** Aborted when the person has removed the attachment: throw its reason. */
  readonly signal: AbortSignal;
  /**
   * What of a video is not taken over as it is coded: its picture, where that was tried and what came out was not
   * what X takes; its sound, too, where X has refused the file.
   */
  readonly mustEncode: "picture" | "all" | null;
  /** The browser's decoder gave up on its picture: what can be shown of it is taken. */
  readonly isDamaged: boolean;
  /** Stores progress, 0 to 100; null: busy, nobody knows how far. Cheap to call often. */
  report(percent: number | null): Promise<void>;
  /** Where what came out goes. */
  readonly file: ConvertedFile;
}
