/**
 * Own posts were met missing from timelines for up to 20 minutes after they were made, while they could
 * be seen by their address. Source: issues of tweetinvi (2017), twscrape (2025) and Rettiwt (2024).
 */
export const TIMELINE_LAG_MS = 20 * 60_000;

/** Pauses between looks; each is billed by the posts that it reads. Together they outlast the lag. */
const LOOK_AGAIN_AFTER_MS = [1, 2, 4, 6, 8].map((minutes) => minutes * 60_000);

/** A look that did not find the post, and what is known from those before. */
export interface Absence {
  /** How many looks before this one did not find it. */
  readonly looks: number;
  /** X's clock at the first of them, in epoch milliseconds; null when there was none. */
  readonly notSeenSinceMs: number | null;
  /** X's clock at this one; null when X did not tell. */
  readonly xNowMs: number | null;
  /** Whether X has told of every post since the call. */
  readonly isWhole: boolean;
}

/** What follows a look that did not find the post. */
export type AbsenceVerdict =
  | { readonly kind: "absent" }
  | { readonly kind: "look-again"; readonly afterMs: number }
  /** Looking on would not make it any surer. */
  | { readonly kind: "unknown" };

/**
 * Judges whether a post is surely absent: two looks must agree that lie further apart, by X's own
 * clock, than its timelines lag, and the last one must have shown everything since the call. This
 * machine's clock proves nothing, as it may be set while we wait.
 */
export function judgeAbsence({ looks, notSeenSinceMs, xNowMs, isWhole }: Absence): AbsenceVerdict {
  const isOverLag =
    xNowMs !== null && notSeenSinceMs !== null && xNowMs - notSeenSinceMs >= TIMELINE_LAG_MS;
  if (isOverLag && isWhole) return { kind: "absent" };
  const afterMs = LOOK_AGAIN_AFTER_MS[looks];
  return afterMs === undefined ? { kind: "unknown" } : { kind: "look-again", afterMs };
}
