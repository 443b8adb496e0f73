import { wrappedDifference } from "../media/ts-clock";

/** No frame follows another so late, or is coded so long before one that is shown earlier: the clock was set anew. */
const JUMP_SECS = 10;
const JUMP_BACK_SECS = 2;

/** Frames that are coded one behind the other are shown nearer to each other than this. */
const MAX_STEP_SECS = 1;

/**
 * Mends the time of one frame that a few broken bits have moved: those before and behind it, in the order in which they
 * are coded, agree with each other and not with it. Where a clock is set anew, the frame behind goes with it.
 *
 * @param beforeSecs null for the first
 * @param afterSecs null for the last
 */
export function mendTime(
  beforeSecs: number | null,
  timeSecs: number,
  afterSecs: number | null,
): number {
  if (beforeSecs === null || afterSecs === null) return timeSecs;
  const isNear = (a: number, b: number) => Math.abs(wrappedDifference(a, b)) <= MAX_STEP_SECS;
  const isAlone = !isNear(timeSecs, beforeSecs) && !isNear(timeSecs, afterSecs);
  if (!isAlone || !isNear(beforeSecs, afterSecs)) return timeSecs;
  return beforeSecs + wrappedDifference(afterSecs, beforeSecs) / 2;
}

/**
 * Mends how long one frame is shown, where the time that ends it is broken. A film whose frames are shown for longer keeps
 * that, and a still in the midst of others stays until the next one comes.
 *
 * @param usualSecs of the frame before
 */
export function mendDuration(durationSecs: number, usualSecs: number): number {
  return durationSecs > MAX_STEP_SECS && usualSecs <= MAX_STEP_SECS ? usualSecs : durationSecs;
}

/** Where a clock was set anew within a run. */
export interface ClockJump {
  /** By the new clock. */
  readonly timeSecs: number;
  readonly placeSecs: number;
}

/** Beyond this, the clocks of picture and sound are not the same one, and the list tells how they lie. */
const MAX_LEAD_ERROR_SECS = 0.5;

/** Reads the times of one track of a stream in the order of its bytes, over clocks that start anew. Times in seconds. */
export class StreamClock {
  readonly #isWrapping: boolean;
  #placeSecs = 0;
  #firstSecs = 0;
  #lastSecs = 0;
  #endSecs = 0;
  #durationSecs = 0;
  #freeFromSecs = 0;
  #jumpCount = 0;
  readonly #jumps: ClockJump[];

  /**
   * @param isWrapping whether it is the clock of MPEG-TS
   * @param jumps of the tracks that are shown together: who comes to one first notes it, so that the others stay with it
   */
  constructor(isWrapping: boolean, jumps: ClockJump[] = []) {
    this.#isWrapping = isWrapping;
    this.#jumps = jumps;
  }

  /** When the last of what was placed ends. */
  get endSecs(): number {
    return this.#endSecs;
  }

  /** Of what was placed last: its own, or that of the one before, where its own is the distance to a jump. */
  get durationSecs(): number {
    return this.#durationSecs;
  }

  /** Where what was there before the last jump ends: what is placed earlier lies over it. */
  get freeFromSecs(): number {
    return this.#freeFromSecs;
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
    if (step > JUMP_SECS || step < -JUMP_BACK_SECS) this.begin(timeSecs, this.#jump(timeSecs));
    else this.#lastSecs += step;
    const placed = this.#placeSecs + this.#lastSecs - this.#firstSecs;
    if (durationSecs > 0 && durationSecs <= JUMP_SECS) this.#durationSecs = durationSecs;
    this.#endSecs = Math.max(this.#endSecs, placed + this.#durationSecs);
    return placed;
  }

  /** Where the first frame of a new clock is shown. */
  #jump(timeSecs: number): number {
    this.#freeFromSecs = this.#endSecs;
    const noted = this.#jumps[this.#jumpCount];
    this.#jumpCount += 1;
    if (noted === undefined) {
      this.#jumps.push({ timeSecs, placeSecs: this.#endSecs });
      return this.#endSecs;
    }
    const leadSecs = timeSecs - noted.timeSecs;
    return Math.abs(leadSecs) > MAX_LEAD_ERROR_SECS ? this.#endSecs : noted.placeSecs + leadSecs;
  }
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
