import type { FileDamage } from "./media-refusal";

/** What the bytes of a picture file say; each reader of a format returns this and never throws. */
export interface PictureFacts {
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  /** Complete frames; 1 for a still picture. */
  readonly frameCount: number;
  readonly isAnimated: boolean;
  /** Null for a complete file. Bytes after its proper end are no damage, nor is a missing end mark where all pixels are there. */
  readonly damage: FileDamage | null;
}
