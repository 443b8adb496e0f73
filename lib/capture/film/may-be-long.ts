import type { CaptureSource } from "../../jobs/capture-source";
import { type AccountTier, MEDIA_LIMITS } from "../../media/media-limits";

/** No film on the web has more. */
const MOST_BITS_PER_SECOND = 100_000_000;

/**
 * Whether X may not take all of a film, by its length as the page tells it: then its site is asked for its index
 * first, which costs a request. False where nobody knows the length, and for what is no file on a site.
 */
export function mayBeTooLong({ url, element, offer }: CaptureSource, tier: AccountTier): boolean {
  const durationMs = offer?.film?.durationMs ?? null;
  if (element !== "video" || durationMs === null || !/^https?:/i.test(url)) return false;
  const { maxDurationMs, maxBytes } = MEDIA_LIMITS.tweet_video[tier];
  const mostBytes = (durationMs / 1000) * (MOST_BITS_PER_SECOND / 8);
  return durationMs > maxDurationMs || mostBytes > maxBytes;
}
