import type { ClipSpan } from "./clip-span";
import { wrappedDifference } from "./ts-clock";
import type { Cue, WebVtt } from "./web-vtt";

/**
 * Lays the cues of a stream's files on the time line of its film. Without a map the cues' zero is that of the clock.
 * A cue that several files hold, as it goes on from one to the next, is there once.
 *
 * @param zeroSecs the time of the stream's clock at which the film begins; of one without a clock for its cues, which
 *   of their times that is
 * @returns in the order in which they begin; nothing of what lies before the film
 * Source: RFC 8216, section 3.5
 */
export function placeCues(files: readonly WebVtt[], zeroSecs: number): Cue[] {
  const placed = new Map<string, Cue>();
  for (const { cues, map } of files) {
    const { clockSecs, localMs } = map ?? { clockSecs: 0, localMs: 0 };
    const laterMs = Math.round(wrappedDifference(clockSecs, zeroSecs) * 1000) - localMs;
    for (const cue of cues) {
      const own = { ...cue, startMs: cue.startMs + laterMs, endMs: cue.endMs + laterMs };
      const { startMs, endMs, settings, text } = own;
      if (endMs > 0) placed.set([startMs, endMs, settings, text].join(" "), own);
    }
  }
  return cutCues(
    [...placed.values()].toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs),
    { startMs: 0, endMs: Infinity },
  );
}

/** What is shown in a part of a film, by the time of that part. */
export function cutCues(cues: readonly Cue[], { startMs, endMs }: ClipSpan): Cue[] {
  return cues
    .map((cue) => ({
      ...cue,
      startMs: Math.max(cue.startMs, startMs) - startMs,
      endMs: Math.min(cue.endMs, endMs) - startMs,
    }))
    .filter((cue) => cue.endMs > cue.startMs);
}
