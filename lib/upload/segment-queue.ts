import type { UploadSession } from "../jobs/attachment";
import { cutSegment, type Segment, unacknowledgedSegments } from "../jobs/segment-plan";

/** A segment whose turn it is. */
export interface QueuedSegment {
  readonly segment: Segment;
  /** How often it has failed. */
  readonly attempts: number;
  /** Cut just now: where it ends has to be stored before it leaves. */
  readonly isNew: boolean;
}

/** A segment that has failed, until its time has come again. */
interface Rest {
  readonly segment: Segment;
  readonly attempts: number;
  /** Epoch milliseconds. */
  readonly dueAtMs: number;
  readonly thrown: unknown;
}

/**
 * The segments of a file that are still to be sent: those that have failed and rest, then those that
 * an earlier life has cut, then what is cut off the rest of the file. In memory; what is cut is the
 * caller's to store.
 */
export class SegmentQueue {
  readonly #totalBytes: number;
  readonly #ends: number[];
  /** Cut and stored in an earlier life. */
  readonly #known: Segment[];
  #resting: Rest[] = [];

  constructor(totalBytes: number, session: Pick<UploadSession, "segmentEnds" | "acknowledged">) {
    this.#totalBytes = totalBytes;
    this.#ends = [...session.segmentEnds];
    this.#known = unacknowledgedSegments(session);
  }

  /** Where each segment that is cut ends, by index. */
  get segmentEnds(): readonly number[] {
    return this.#ends;
  }

  get isAllCut(): boolean {
    return this.#ends.at(-1) === this.#totalBytes;
  }

  /**
   * Takes out the next segment; null when there is none now: all are taken, or they rest, or their
   * bytes are still to come.
   *
   * @param availableBytes from the start of the file
   * @param segmentBytes the wanted size of one that is cut now
   */
  take(nowMs: number, availableBytes: number, segmentBytes: number): QueuedSegment | null {
    const due = this.#resting.find(({ dueAtMs }) => dueAtMs <= nowMs);
    if (due !== undefined) {
      this.#resting = this.#resting.filter((rest) => rest !== due);
      return { segment: due.segment, attempts: due.attempts, isNew: false };
    }
    const known = this.#known.shift();
    if (known !== undefined) return { segment: known, attempts: 0, isNew: false };
    const file = { totalBytes: this.#totalBytes, availableBytes };
    const cut = cutSegment(file, this.#ends, segmentBytes);
    if (cut === null) return null;
    this.#ends.push(cut.endByte);
    return { segment: cut, attempts: 0, isNew: true };
  }

  /** Puts a segment that has failed back. @param attempts this one included */
  rest(segment: Segment, attempts: number, dueAtMs: number, thrown: unknown): void {
    this.#resting.push({ segment, attempts, dueAtMs, thrown });
  }

  /** When the first failed segment may be sent again, in epoch milliseconds; null when none has failed. */
  get nextRepeatAtMs(): number | null {
    if (this.#resting.length === 0) return null;
    return Math.min(...this.#resting.map(({ dueAtMs }) => dueAtMs));
  }

  /** Why a segment rests; null when none does. */
  get failure(): { readonly thrown: unknown } | null {
    return this.#resting[0] ?? null;
  }
}
