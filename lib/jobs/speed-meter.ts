/** The window over which a speed is measured. */
const WINDOW_MS = 4_000;

/** Measures how fast bytes move, over the last few seconds, so that the figure follows the link. */
export class SpeedMeter {
  readonly #samples: { readonly atMs: number; readonly doneBytes: number }[] = [];

  /** Notes how many bytes are done in all at this moment, and answers the current bytes per second. */
  note(doneBytes: number, atMs: number): number {
    this.#samples.push({ atMs, doneBytes });
    while (this.#samples.length > 2 && atMs - (this.#samples[1]?.atMs ?? atMs) > WINDOW_MS) {
      this.#samples.shift();
    }
    const first = this.#samples[0];
    if (first === undefined || atMs <= first.atMs) return 0;
    return Math.max(0, ((doneBytes - first.doneBytes) * 1000) / (atMs - first.atMs));
  }
}
