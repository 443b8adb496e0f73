import { setTimeout as sleep } from "node:timers/promises";

/** How slow the way to the local X is. */
export interface LinkSettings {
  /** A round trip: half of it passes before a request has its effect, half before its answer arrives. */
  latencyMs: number;
  /** Shared by the bodies of all connections; `Infinity` switches shaping off. */
  bandwidthBitsPerSecond: number;
}

// Timers are no finer than this, so smaller debts are carried over to the next chunk.
const shortestSleepMs = 3;

// A timer that fires late is made up for by at most this much, so that lateness does not add up.
const longestCreditMs = 20;

/**
 * Paces bodies and delays requests and answers. A body is read (or written) no faster than the
 * bandwidth allows, which holds the sender back through HTTP/2 flow control or the TCP window. The
 * windows themselves cost no time, as they are answered over a real link without delay: like a server
 * whose windows are never too small.
 */
export class LinkShaper {
  readonly #settings: () => LinkSettings;
  #busyUntilMs = 0;

  /** `settings` is asked anew for each chunk, so that a change acts in the middle of a body. */
  constructor(settings: () => LinkSettings) {
    this.#settings = settings;
  }

  /** Resolves when a chunk of this many bytes has crossed the link. */
  async admit(chunkBytes: number): Promise<void> {
    const { bandwidthBitsPerSecond } = this.#settings();
    if (!Number.isFinite(bandwidthBitsPerSecond)) return;
    const nowMs = performance.now();
    const crossingMs = (chunkBytes * 8 * 1000) / bandwidthBitsPerSecond;
    this.#busyUntilMs = Math.max(nowMs - longestCreditMs, this.#busyUntilMs) + crossingMs;
    const waitMs = this.#busyUntilMs - nowMs;
    if (waitMs >= shortestSleepMs) await sleep(waitMs);
  }

  /** Resolves when a request's last byte, or the first of an answer, has come to the other end. */
  async cross(): Promise<void> {
    const { latencyMs } = this.#settings();
    if (latencyMs > 0) await sleep(latencyMs / 2);
  }
}
