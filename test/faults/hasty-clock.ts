import { sleepUntil } from "../../lib/runner/sleep-until";

/** Waits up to this long are sat out; a longer one is leapt over. */
const LONGEST_REAL_WAIT_MS = 300;

/**
 * A clock that leaps over long waits, for the extension and the local X alike: both must agree on
 * the time, or a post would seem older than the call that made it.
 */
export class HastyClock {
  readonly #realNow = Date.now;
  #aheadMs = 0;

  /** Makes this the clock of the process until {@link uninstall}. */
  install(): void {
    Date.now = this.now;
  }

  uninstall(): void {
    Date.now = this.#realNow;
  }

  /** Epoch milliseconds. */
  readonly now = (): number => this.#realNow.call(Date) + this.#aheadMs;

  /** Makes it a moment (epoch milliseconds) at once; time never goes back. */
  leapTo(atMs: number): void {
    this.#aheadMs += Math.max(0, atMs - this.now());
  }

  /** As {@link sleepUntil}; long waits are over after a turn of the event loop. */
  readonly sleepUntil = async (atMs: number, signal: AbortSignal): Promise<void> => {
    if (atMs - this.now() <= LONGEST_REAL_WAIT_MS) return sleepUntil(atMs, signal);
    await new Promise((resolve) => setImmediate(resolve));
    if (!signal.aborted) this.leapTo(atMs);
  };
}
