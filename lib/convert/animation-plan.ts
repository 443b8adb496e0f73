import { MEDIA_LIMITS } from "../media/media-limits";

/** Where a moving picture lies on the video's frame, which is white around it. */
export interface FrameLayout {
  /** Both even: H.264 stores colours for squares of two by two. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly picture: {
    readonly x: number;
    readonly y: number;
    readonly widthPx: number;
    readonly heightPx: number;
  };
}

/**
 * Lays a picture out as a video that X takes: at least 32 pixels a side (a smaller one is enlarged by
 * a whole number), at most 1920 × 1200, at most three times as long as wide (a
 * longer one gets margins), with even sides.
 */
export function planFrameLayout(widthPx: number, heightPx: number): FrameLayout {
  const { minSidePx, maxLongToShort, maxLongSidePx, maxShortSidePx } = MEDIA_LIMITS.tweet_video;
  const long = Math.max(widthPx, heightPx);
  const short = Math.min(widthPx, heightPx);
  const shrink = Math.min(1, maxLongSidePx / long, maxShortSidePx / short);
  const enlarge = shrink < 1 ? 1 : Math.ceil(minSidePx / Math.max(short, long / maxLongToShort));
  const scale = shrink * Math.max(1, enlarge);
  // Stretched by less than a pixel, which nobody sees; a margin of one pixel would be seen.
  const width = toEven(Math.max(1, Math.round(widthPx * scale)));
  const height = toEven(Math.max(1, Math.round(heightPx * scale)));
  const frame = {
    widthPx: toEven(Math.max(width, height / maxLongToShort)),
    heightPx: toEven(Math.max(height, width / maxLongToShort)),
  };
  return {
    ...frame,
    picture: {
      x: Math.floor((frame.widthPx - width) / 2),
      y: Math.floor((frame.heightPx - height) / 2),
      widthPx: width,
      heightPx: height,
    },
  };
}

/** The next even number: no row or column is lost. */
export function toEven(length: number): number {
  return Math.ceil(length / 2) * 2;
}

/** Browsers show frames that ask for less at this pace; they were made when no browser was faster. */
const SLOWED_TO_MS = 100;
const TOO_FAST_MS = 10;

/** How long a frame is shown, as browsers do it. `declaredMs` null: the file does not say. */
export function shownMs(declaredMs: number | null): number {
  return declaredMs === null || declaredMs <= TOO_FAST_MS ? SLOWED_TO_MS : declaredMs;
}

/** How often a moving picture is played so that the video is as long as X asks for. */
export function countRounds(totalMs: number): number {
  const { minDurationMs } = MEDIA_LIMITS.tweet_video;
  return Math.max(1, Math.ceil(minDurationMs / Math.max(1, totalMs)));
}
