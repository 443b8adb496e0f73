/**
 * Lets numbered tasks run one after the other in the order of their numbers, from 0, in whatever order
 * they come. A task whose forerunner never comes never runs.
 */
export class Turns {
  #next = 0;
  readonly #waiting = new Map<number, () => void>();

  /** Runs a task when its turn has come, and hands on the turn however it ends. */
  async take<T>(number: number, task: () => Promise<T>): Promise<T> {
    if (number !== this.#next) {
      await new Promise<void>((resolve) => this.#waiting.set(number, resolve));
    }
    try {
      return await task();
    } finally {
      this.#next = number + 1;
      this.#waiting.get(this.#next)?.();
      this.#waiting.delete(this.#next);
    }
  }
}
