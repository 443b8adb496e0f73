/** X's longest window; a later moment is a misread or broken header. */
const LONGEST_WINDOW_MS = 24 * 60 * 60_000;

/** X's usual window, waited for where a 429 says nothing that can be used. */
export const USUAL_WINDOW_MS = 15 * 60_000;

/** The windows that X counts in. Source: rate limits, 15 minutes; the 24-hour ones were met in answers. */
const WINDOWS = ["x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour"] as const;

/**
 * When a call that was refused with 429 can be made again, in epoch milliseconds by this machine's
 * clock: when the last of the exhausted windows ends. `x-rate-limit-reset` alone can name the shorter
 * of two, and some answers name none: then a usual window is waited for. Always in the future, and
 * within a day.
 *
 * X names moments of its own clock; its `Date` header says how far that is from ours.
 */
export function rateLimitEndMs(headers: Headers, nowMs: number): number {
  const aheadMs = clockAheadMs(headers, nowMs);
  const ends = WINDOWS.filter((window) => isExhausted(headers, window)).map(
    (window) => (readNumber(headers, `${window}-reset`) ?? 0) * 1000 - aheadMs,
  );
  ends.push(readRetryAfter(headers, nowMs, aheadMs));
  const usable = ends.filter((endMs) => endMs > nowMs);
  const endMs = usable.length === 0 ? nowMs + USUAL_WINDOW_MS : Math.max(...usable);
  return Math.min(endMs, nowMs + LONGEST_WINDOW_MS);
}

/**
 * The moment before which a server in trouble asks not to be called (`Retry-After`), in epoch
 * milliseconds by this machine's clock; null where it says none that lies ahead. At most a usual window
 * away: a server that names more is asked again by then.
 */
export function troubleEndMs(headers: Headers, nowMs: number): number | null {
  const endMs = readRetryAfter(headers, nowMs, clockAheadMs(headers, nowMs));
  return endMs > nowMs ? Math.min(endMs, nowMs + USUAL_WINDOW_MS) : null;
}

/** How far X's own clock is ahead of ours; 0 where it does not tell. */
function clockAheadMs(headers: Headers, nowMs: number): number {
  const dateMs = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(dateMs) ? 0 : dateMs - nowMs;
}

/** In seconds, or as a moment of X's clock; 0 where neither is said. Source: RFC 9110, section 10.2.3. */
function readRetryAfter(headers: Headers, nowMs: number, aheadMs: number): number {
  const seconds = readNumber(headers, "retry-after");
  if (seconds !== null) return nowMs + seconds * 1000;
  const momentMs = Date.parse(headers.get("retry-after") ?? "");
  return Number.isNaN(momentMs) ? 0 : momentMs - aheadMs;
}

/** The short window counts as exhausted unless calls are left; those of a day only where X says so. */
function isExhausted(headers: Headers, window: (typeof WINDOWS)[number]): boolean {
  const left = readNumber(headers, `${window}-remaining`);
  return left === 0 || (left === null && window === "x-rate-limit");
}

function readNumber(headers: Headers, name: string): number | null {
  const value = headers.get(name);
  if (value === null || value.trim() === "") return null;
  const number = Number(value);
  return Number.isFinite(number) && number >= 0 ? number : null;
}
