/** The clock of MPEG-TS starts anew after so many seconds. Source: ISO/IEC 13818-1: 33 bits at 90 kHz. */
export const TS_CLOCK_SECS = 2 ** 33 / 90_000;

/** No frame follows another so late: the clock was set anew, though the stream's list does not say so. */
const JUMP_SECS = 10;

/** Beyond this, the clocks of picture and sound are not the same one, and the list tells how they lie. */
const MAX_LEAD_ERROR_SECS = 0.5;

/** Reads the times of one track of a stream in the order of its bytes, over clocks that start anew. Times in seconds. */
export class StreamClock {
  readonly #isWrapping: boolean;
  #placeSecs = 0;
  #firstSecs = 0;
  #lastSecs = 0;
  #endSecs = 0;

  /** @param isWrapping whether it is the clock of MPEG-TS */
  constructor(isWrapping: boolean) {
    this.#isWrapping = isWrapping;
  }

  /** When the last of what was placed ends. */
  get endSecs(): number {
    return this.#endSecs;
  }

  /** Begins a run whose first frame has the time `firstSecs` and is to be shown at `placeSecs`. */
  begin(firstSecs: number, placeSecs: number): void {
    this.#placeSecs = placeSecs;
    this.#firstSecs = firstSecs;
    this.#lastSecs = firstSecs;
  }

  /** The time at which a frame is shown; its duration counts for {@link endSecs}. */
  place(timeSecs: number, durationSecs: number): number {
    const step = this.#isWrapping
      ? wrappedDifference(timeSecs, this.#lastSecs)
      : timeSecs - this.#lastSecs;
    if (Math.abs(step) > JUMP_SECS) this.begin(timeSecs, this.#endSecs);
    else this.#lastSecs += step;
    const placed = this.#placeSecs + this.#lastSecs - this.#firstSecs;
    this.#endSecs = Math.max(this.#endSecs, placed + durationSecs);
    return placed;
  }
}

/** How much later one time is than another on a clock that starts anew; negative: earlier. */
export function wrappedDifference(toSecs: number, fromSecs: number): number {
  const difference = (toSecs - fromSecs) % TS_CLOCK_SECS;
  if (difference > TS_CLOCK_SECS / 2) return difference - TS_CLOCK_SECS;
  return difference < -TS_CLOCK_SECS / 2 ? difference + TS_CLOCK_SECS : difference;
}

/**
 * How much later a run's sound begins than its picture: as their clocks say, unless these disagree with the
 * list so much that they cannot be the same one.
 *
 * @param clockLeadSecs the difference of their first times
 * @param listLeadSecs the same by the stream's list
 */
export function soundLead(clockLeadSecs: number, listLeadSecs: number): number {
  return Math.abs(clockLeadSecs - listLeadSecs) <= MAX_LEAD_ERROR_SECS
    ? clockLeadSecs
    : listLeadSecs;
}
