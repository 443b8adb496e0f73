import type { FreshRuns } from "../store/fresh-runs";
import type { Arrivals } from "./segment-reader";

/** The bytes of a file as a capture stores them; lives as long as the worker. */
export class GrowingFile implements Arrivals {
  readonly #fresh: FreshRuns;
  #availableBytes = 0;
  #waiting: (() => void)[] = [];

  /** @param fresh of its runs, those that the capture keeps */
  constructor(fresh: FreshRuns) {
    this.#fresh = fresh;
  }

  /** How many bytes there are from the beginning on, without a gap. */
  get availableBytes(): number {
    return this.#availableBytes;
  }

  /** Resolves when there are more. */
  more(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  take(startByte: number, endByte: number): Blob[] | null {
    return this.#fresh.take(startByte, endByte);
  }

  /** Notes that there are so many by now; fewer than before say nothing. */
  growTo(availableBytes: number): void {
    if (availableBytes <= this.#availableBytes) return;
    this.#availableBytes = availableBytes;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
