import type { ClipSpan } from "../../media/clip-span";
import type { GifFrames } from "../../media/gif-frames";
import { shownMs } from "../animation-plan";
import type { FrameRange } from "./cut-gif";

/** When each frame of a GIF begins as browsers show it, in milliseconds from its beginning, and how long all of it is. */
export function gifTimes({ frames }: Pick<GifFrames, "frames">): {
  readonly startsMs: readonly number[];
  readonly endMs: number;
} {
  let endMs = 0;
  const startsMs = frames.map(({ delayMs }) => {
    const startMs = endMs;
    endMs += shownMs(delayMs);
    return startMs;
  });
  return { startsMs, endMs };
}

/**
 * The frames that are seen in a part of a moving picture, were it only for a moment; at least one.
 *
 * @param startsMs when each frame begins, in order
 */
export function framesIn(startsMs: readonly number[], { startMs, endMs }: ClipSpan): FrameRange {
  const first = Math.max(
    0,
    startsMs.findLastIndex((beginsMs) => beginsMs <= startMs),
  );
  const after = startsMs.findIndex((beginsMs) => beginsMs >= endMs);
  return { first, end: Math.max(first + 1, after < 0 ? startsMs.length : after) };
}
