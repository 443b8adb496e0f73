import type { MediaInfo } from "./media-info";
import type { DimensionRule, MediaRefusal } from "./media-refusal";

/** Whether X grants the posting account its limits for subscribers (Premium or verified). */
export type AccountTier = "standard" | "premium";

/** An account's tier. Whose tier is unknown is given the larger limits: X's own answer decides. */
export function tierOf(account: {
  readonly user: { readonly tier: AccountTier } | null;
}): AccountTier {
  return account.user?.tier ?? "premium";
}

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const MINUTE_MS = 60_000;

/**
 * What X accepts, as documented since September 2026:
 * https://docs.x.com/x-api/media/quickstart/best-practices
 *
 * "MB" and "GB" are read as powers of 1024. The API description's own ceiling for `total_bytes`,
 * 17179869184, is the documented 16 GB read that way; and where the two readings differ, X's answer
 * is worth more than our refusal. About the greatest size of a video's picture that page contradicts
 * itself; the size here and the bitrate are those of https://help.x.com/en/using-x/x-videos. The distance of key
 * frames is known from X's error message "Video GOP is too large. Largest number of frames allowed in
 * one GOP: 512" (https://github.com/nununoisy/spc-presenter-rs/issues/3).
 */
export const MEDIA_LIMITS = {
  tweet_image: {
    maxBytes: 5 * MIB,
    // Not in that page; X's error 324 says "Image dimensions must be >= 4x4 and <= 8192x8192".
    minSidePx: 4,
    maxSidePx: 8192,
  },
  tweet_gif: {
    maxBytes: 15 * MIB,
    // Documented as 1280 × 1080; allowed either way up, as the page does not say which is meant.
    maxLongSidePx: 1280,
    maxShortSidePx: 1080,
    maxFrames: 350,
    /** Width × height × frames. */
    maxPixels: 300_000_000,
  },
  tweet_video: {
    standard: { maxBytes: 8 * GIB, maxDurationMs: 20 * MINUTE_MS },
    premium: { maxBytes: 16 * GIB, maxDurationMs: 125 * MINUTE_MS },
    minDurationMs: 500,
    minSidePx: 32,
    maxLongToShort: 3,
    maxLongSidePx: 1920,
    maxShortSidePx: 1200,
    maxFramesPerSecond: 60,
    maxFramesPerGroup: 512,
    maxBitsPerSecond: 25_000_000,
    /** Ten times the level of H.264: the highest that common decoders know. X names none. */
    maxLevel: 52,
  },
} as const;

/**
 * A picture with more pixels is not decoded for a conversion: at four bytes each, and twice over
 * while it is drawn, these are 800 MB.
 */
export const MAX_DECODED_PIXELS = 100_000_000;

/**
 * Says which limit of X a file breaks first and by how much, or null when it keeps all of them.
 * What the file does not tell (a null in `media`) is not held against it.
 */
export function checkLimits(media: MediaInfo, tier: AccountTier): MediaRefusal | null {
  switch (media.category) {
    case "tweet_image":
      return checkImage(media);
    case "tweet_gif":
      return checkGif(media);
    case "tweet_video":
      return checkVideo(media, tier);
    default:
      return media.category satisfies never;
  }
}

function checkImage(media: MediaInfo): MediaRefusal | null {
  const { maxBytes, minSidePx, maxSidePx } = MEDIA_LIMITS.tweet_image;
  const refusal = checkMinSide(media, minSidePx) ?? checkBytes(media, maxBytes);
  if (refusal !== null) return refusal;
  return Math.max(media.widthPx ?? 0, media.heightPx ?? 0) <= maxSidePx
    ? null
    : refuseDimensions(media, {
        rule: "max-size",
        maxLongSidePx: maxSidePx,
        maxShortSidePx: maxSidePx,
      });
}

function checkGif(media: MediaInfo): MediaRefusal | null {
  const limits = MEDIA_LIMITS.tweet_gif;
  const { category, frameCount, widthPx, heightPx } = media;
  const { maxLongSidePx, maxShortSidePx } = limits;
  const tooBig = checkBytes(media, limits.maxBytes) ?? checkMinSide(media, 1);
  if (tooBig) return tooBig;
  if (
    Math.max(widthPx ?? 0, heightPx ?? 0) > maxLongSidePx ||
    Math.min(widthPx ?? 0, heightPx ?? 0) > maxShortSidePx
  ) {
    return refuseDimensions(media, { rule: "max-size", maxLongSidePx, maxShortSidePx });
  }
  if (frameCount === null) return null;
  if (frameCount > limits.maxFrames) {
    return {
      code: "too-many-frames",
      details: { category, limit: limits.maxFrames, actual: frameCount, unit: "frames" },
    };
  }
  const pixels = (widthPx ?? 0) * (heightPx ?? 0) * frameCount;
  if (pixels > limits.maxPixels) {
    return {
      code: "too-many-pixels",
      details: { category, limit: limits.maxPixels, actual: pixels, unit: "pixels" },
    };
  }
  return null;
}

function checkVideo(media: MediaInfo, tier: AccountTier): MediaRefusal | null {
  const { minDurationMs, minSidePx, maxLongToShort, ...tiers } = MEDIA_LIMITS.tweet_video;
  const { maxBytes, maxDurationMs } = tiers[tier];
  const { category, durationMs, widthPx, heightPx } = media;
  const tooLarge = checkBytes(media, maxBytes);
  if (tooLarge) return tooLarge;
  if (durationMs !== null && durationMs > maxDurationMs) {
    return {
      code: "too-long",
      details: { category, limit: maxDurationMs, actual: durationMs, unit: "ms" },
    };
  }
  if (durationMs !== null && durationMs < minDurationMs) {
    return {
      code: "too-short",
      details: { category, limit: minDurationMs, actual: durationMs, unit: "ms" },
    };
  }
  const tooSmall = checkMinSide(media, minSidePx);
  if (tooSmall || widthPx === null || heightPx === null) return tooSmall;
  if (Math.max(widthPx, heightPx) > maxLongToShort * Math.min(widthPx, heightPx)) {
    return refuseDimensions(media, { rule: "aspect-ratio", maxLongToShort });
  }
  return null;
}

function checkBytes(media: MediaInfo, maxBytes: number): MediaRefusal | null {
  const { category, totalBytes } = media;
  if (totalBytes <= maxBytes) return null;
  return {
    code: "too-large",
    details: { category, limit: maxBytes, actual: totalBytes, unit: "bytes" },
  };
}

function checkMinSide(media: MediaInfo, minSidePx: number): MediaRefusal | null {
  const { widthPx, heightPx } = media;
  if ((widthPx ?? minSidePx) >= minSidePx && (heightPx ?? minSidePx) >= minSidePx) return null;
  return refuseDimensions(media, { rule: "min-side", minSidePx });
}

function refuseDimensions(media: MediaInfo, rule: DimensionRule): MediaRefusal {
  const { category, widthPx, heightPx } = media;
  return {
    code: "dimensions",
    details: { category, widthPx: widthPx ?? 0, heightPx: heightPx ?? 0, ...rule },
  };
}
