import { MEDIA_LIMITS } from "../media/media-limits";

/** One way to write a picture. */
export interface PictureEncoding {
  readonly mediaType: "image/png" | "image/jpeg" | "image/webp";
  /** 0 to 1; null for PNG, which loses nothing. */
  readonly quality: number | null;
  /** At most 1: how much smaller the picture's sides become. */
  readonly scale: number;
}

/** What the choice depends on. */
export interface PictureToEncode {
  /** X's type of the source where it has one; null for a format that X does not take. */
  readonly sourceType: PictureEncoding["mediaType"] | null;
  readonly widthPx: number;
  readonly heightPx: number;
}

const QUALITIES = [0.95, 0.92, 0.89, 0.86, 0.83, 0.8];
const SMALLER_QUALITY = 0.85;
const SMALLER_STEP = 0.85;
const SMALLEST_SCALE = 0.1;

/**
 * The ways to write a picture, those that keep its looks best first; the first whose outcome is small
 * enough is taken. The source's own format is kept where it has one that X takes; else, and where a
 * PNG stays too large, it becomes a PNG if that fits and a JPEG if not. Quality goes down in steps
 * before size does.
 */
export function listPictureEncodings(picture: PictureToEncode): PictureEncoding[] {
  const { maxSidePx } = MEDIA_LIMITS.tweet_image;
  const full = Math.min(1, maxSidePx / Math.max(picture.widthPx, picture.heightPx));
  const lossy = picture.sourceType === "image/webp" ? "image/webp" : "image/jpeg";
  const encodings: PictureEncoding[] = [];
  if (picture.sourceType === null || picture.sourceType === "image/png") {
    encodings.push({ mediaType: "image/png", quality: null, scale: full });
  }
  for (const quality of QUALITIES) encodings.push({ mediaType: lossy, quality, scale: full });
  for (let scale = full * SMALLER_STEP; scale > full * SMALLEST_SCALE; scale *= SMALLER_STEP) {
    encodings.push({ mediaType: lossy, quality: SMALLER_QUALITY, scale });
  }
  return encodings;
}
