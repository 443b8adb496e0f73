/** What keeping the pace needs of the browser. */
export interface PaceEffects {
  /** Milliseconds of any clock that never goes back. */
  now(): number;
  /** Calls back after a time; returns the function that takes it back. */
  after(waitMs: number, task: () => void): () => void;
}

/** One frame at 60 Hz. */
export const FRAME_MS = 16;

/**
 * Numbers that only grow are shown eight times a second. Measured in Chromium 156: at once a frame,
 * the popup beside a fast upload took a quarter of both cores, and the upload had to wait for them.
 */
export const PROGRESS_MS = 125;

/**
 * Repeats a reading after changes, one reading at a time: at once after a while of quiet, else at most
 * once a frame; where only numbers have moved, eight times a second. No change goes unread.
 */
export class PacedReader {
  readonly #read: () => Promise<void>;
  readonly #effects: PaceEffects;
  #isReading = false;
  #readAtMs = -Infinity;
  /** How long after the last reading the next is due; null: nothing has changed. */
  #dueAfterMs: number | null = null;
  #forget = () => {};
  #isOver = false;

  /** @param read never rejects */
  constructor(read: () => Promise<void>, effects: PaceEffects) {
    this.#read = read;
    this.#effects = effects;
  }

  /** Takes in that something has changed. */
  noteChange({ isProgress = false }: { readonly isProgress?: boolean } = {}): void {
    this.#dueAfterMs = Math.min(this.#dueAfterMs ?? Infinity, isProgress ? PROGRESS_MS : FRAME_MS);
    this.#schedule();
  }

  /** Reads no more. */
  end(): void {
    this.#isOver = true;
    this.#forget();
  }

  #schedule(): void {
    this.#forget();
    if (this.#isReading || this.#isOver || this.#dueAfterMs === null) return;
    const waitMs = this.#readAtMs + this.#dueAfterMs - this.#effects.now();
    if (waitMs <= 0) void this.#readNow();
    else this.#forget = this.#effects.after(waitMs, () => void this.#readNow());
  }

  async #readNow(): Promise<void> {
    this.#isReading = true;
    this.#dueAfterMs = null;
    this.#readAtMs = this.#effects.now();
    await this.#read();
    this.#isReading = false;
    this.#schedule();
  }
}
