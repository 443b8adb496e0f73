import type { Arrivals } from "./send-segments";

/** The bytes of a file as a capture stores them; lives as long as the worker. */
export class GrowingFile implements Arrivals {
  #availableBytes = 0;
  #waiting: (() => void)[] = [];

  /** How many bytes there are from the beginning on, without a gap. */
  get availableBytes(): number {
    return this.#availableBytes;
  }

  /** Resolves when there are more. */
  more(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
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
