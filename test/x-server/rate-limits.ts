import type { OperationName } from "./operation";
import type { XServerSettings } from "./x-server-settings";

interface Window {
  used: number;
  endsAtEpochMs: number;
}

/** Where a caller stands in the current window. */
export interface RateStanding {
  isExceeded: boolean;
  headers: Record<string, string>;
}

/** X's limits per user and 15 minutes; operations that are not named have none. */
export const usualRateLimits: Partial<Record<OperationName, number>> = {
  createPost: 100,
  uploadImage: 500,
  status: 1000,
  initialize: 1875,
  append: 1875,
  finalize: 1875,
  metadata: 500,
  attachSubtitles: 100,
  detachSubtitles: 100,
  me: 75,
  timeline: 900,
};

type LimitSettings = Pick<XServerSettings, "rateLimits" | "rateLimitWindowMs">;

/** Counts calls per user and operation in windows that begin with the first call. */
export class RateLimits {
  readonly #windows = new Map<string, Window>();
  readonly #settings: () => LimitSettings;
  readonly #now: () => number;

  /** `now` is X's own clock, in epoch milliseconds. */
  constructor(settings: () => LimitSettings, now: () => number) {
    this.#settings = settings;
    this.#now = now;
  }

  /** Counts one call. The reset time in the headers is in epoch seconds, as X sends it. */
  count(userId: string, operation: OperationName): RateStanding {
    const { rateLimits, rateLimitWindowMs } = this.#settings();
    const limit = rateLimits[operation] ?? usualRateLimits[operation];
    if (limit === undefined) return { isExceeded: false, headers: {} };
    const nowMs = this.#now();
    const key = `${userId} ${operation}`;
    let window = this.#windows.get(key);
    if (window === undefined || nowMs >= window.endsAtEpochMs) {
      window = { used: 0, endsAtEpochMs: nowMs + rateLimitWindowMs };
      this.#windows.set(key, window);
    }
    window.used++;
    return {
      isExceeded: window.used > limit,
      headers: {
        "x-rate-limit-limit": String(limit),
        "x-rate-limit-remaining": String(Math.max(0, limit - window.used)),
        "x-rate-limit-reset": String(Math.ceil(window.endsAtEpochMs / 1000)),
      },
    };
  }

  clear(): void {
    this.#windows.clear();
  }
}
