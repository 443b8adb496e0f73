import { MalformedFilm } from "../strip/memory-boxes";

/** How many samples of a film are still read; bounds memory and time. */
export interface SampleBudget {
  left: number;
}

/** Picture and sound of ten hours have fewer. */
export const MAX_SAMPLES = 4_000_000;

/** One sample, its times in ticks of the track. */
export interface Sample {
  readonly decodeTicks: number;
  readonly durationTicks: number;
  /** From its decoding to its showing. */
  readonly shiftTicks: number;
  readonly isKey: boolean;
}

/** What is known of a track's samples, gathered one by one in the order of decoding. */
export class SampleTimes {
  readonly #budget: SampleBudget;
  readonly #keepsEach: boolean;
  readonly #shownAtTicks: number[] = [];
  count = 0;
  firstTicks = Infinity;
  endTicks = -Infinity;
  /** Where the next sample is decoded that does not say. */
  nextTicks = 0;
  #sinceKey = 0;
  #longestGroup = 0;

  /** @param keepsEach whether {@link countShown} is going to be asked */
  constructor(keepsEach: boolean, budget: SampleBudget) {
    this.#keepsEach = keepsEach;
    this.#budget = budget;
  }

  /** The most frames from one key frame to the next, or to the end. */
  get longestGroup(): number {
    return Math.max(this.#longestGroup, this.#sinceKey);
  }

  /** @throws MalformedFilm where there are too many */
  add({ decodeTicks, durationTicks, shiftTicks, isKey }: Sample): void {
    this.#budget.left -= 1;
    if (this.#budget.left < 0) throw new MalformedFilm();
    this.count += 1;
    const shownAt = decodeTicks + shiftTicks;
    if (shownAt < this.firstTicks) this.firstTicks = shownAt;
    if (shownAt + durationTicks > this.endTicks) this.endTicks = shownAt + durationTicks;
    this.nextTicks = decodeTicks + durationTicks;
    if (isKey) {
      this.#longestGroup = this.longestGroup;
      this.#sinceKey = 0;
    }
    this.#sinceKey += 1;
    if (this.#keepsEach) this.#shownAtTicks.push(shownAt);
  }

  /** How many samples are seen, if only for a part of their time, in a stretch of it. */
  countShown(fromTicks: number, toTicks: number): number {
    const frameTicks = (this.endTicks - this.firstTicks) / Math.max(1, this.count);
    // A hundredth of a frame, which is what clocks are rounded by, does not count.
    const slack = frameTicks / 100;
    let count = 0;
    for (const shownAt of this.#shownAtTicks) {
      if (shownAt + frameTicks > fromTicks + slack && shownAt < toTicks - slack) count += 1;
    }
    return count;
  }
}
