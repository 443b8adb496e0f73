/**
 * Lets numbered tasks run one after the other in the order of their numbers, from 0, in whatever order
 * they come. A task whose forerunner never comes never runs.
 */
export class Turns {
  readonly #maxAhead: number;
  #next = 0;
  readonly #waiting = new Map<number, () => void>();
  readonly #taken = new Set<number>();

  /** @param maxAhead how far before its turn a task may come */
  constructor(maxAhead: number) {
    this.#maxAhead = maxAhead;
  }

  /** Whether a number may come now: it is of a turn that has not begun, not too far ahead, and not there yet. */
  isExpected(number: number): boolean {
    return (
      Number.isInteger(number) &&
      number >= this.#next &&
      number <= this.#next + this.#maxAhead &&
      !this.#taken.has(number)
    );
  }

  /** Runs a task when its turn has come, and hands on the turn however it ends. @throws `RangeError` for a number that is not expected */
  async take<T>(number: number, task: () => Promise<T>): Promise<T> {
    if (!this.isExpected(number)) throw new RangeError(`Number ${number} is not expected.`);
    this.#taken.add(number);
    if (number !== this.#next) {
      await new Promise<void>((resolve) => this.#waiting.set(number, resolve));
    }
    try {
      return await task();
    } finally {
      this.#taken.delete(number);
      this.#next = number + 1;
      this.#waiting.get(this.#next)?.();
      this.#waiting.delete(this.#next);
    }
  }
}
