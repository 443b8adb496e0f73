import type { LinkModel } from "./link-model";
import type { Segment } from "../jobs/segment-plan";
import { OVERTAKEN_BY, patienceMs } from "./upload-pace";

/** A segment on its way to X. */
export interface SegmentFlight {
  readonly segment: Segment;
  /** How often it has failed before. */
  readonly attempts: number;
  /** Epoch milliseconds. */
  readonly launchedAtMs: number;
}

/** How a flight ended. */
export interface SegmentAnswer {
  readonly flight: SegmentFlight;
  /** What was acknowledged since its launch, itself included. */
  readonly deliveredBytes: number;
  /** Null when X has acknowledged the segment. */
  readonly failure: { readonly thrown: unknown } | null;
}

/** Ends of one request: by whoever ends all, or because nothing moves any more. */
export interface FlightSignals {
  readonly signal: AbortSignal;
  readonly overdue: AbortSignal;
}

interface Aloft extends SegmentFlight {
  readonly overdue: AbortController;
  readonly deliveredAtLaunch: number;
  overtakenBy: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * The segments that are on their way at one time. One that is not answered is given up when for long
 * nothing at all is acknowledged, or when many that left later are. Does not survive the worker.
 */
export class SegmentFlights {
  readonly #end = new AbortController();
  readonly #signal: AbortSignal;
  readonly #aloft = new Map<number, Aloft>();
  #answers: SegmentAnswer[] = [];
  #deliveredBytes = 0;
  #lastLaunchAtMs: number | null = null;
  #wake = () => {};

  constructor(signal: AbortSignal) {
    this.#signal = AbortSignal.any([signal, this.#end.signal]);
  }

  get count(): number {
    return this.#aloft.size;
  }

  get totalBytes(): number {
    return [...this.#aloft.values()].reduce((sum, { segment }) => sum + bytesOf(segment), 0);
  }

  /** Epoch milliseconds; null before the first launch. */
  get lastLaunchAtMs(): number | null {
    return this.#lastLaunchAtMs;
  }

  /** Has a segment sent; its answer is among {@link takeAnswers} in time. */
  launch(
    { segment, attempts }: Pick<SegmentFlight, "segment" | "attempts">,
    link: LinkModel,
    nowMs: number,
    send: (signals: FlightSignals) => Promise<void>,
  ): void {
    const overdue = new AbortController();
    const flight: Aloft = {
      segment,
      attempts,
      launchedAtMs: nowMs,
      overdue,
      deliveredAtLaunch: this.#deliveredBytes,
      overtakenBy: 0,
      timer: undefined,
    };
    this.#aloft.set(segment.index, flight);
    this.#lastLaunchAtMs = nowMs;
    this.#wait(flight, link);
    send({ signal: this.#signal, overdue: overdue.signal }).then(
      () => this.#land(flight, null),
      (thrown: unknown) => this.#land(flight, { thrown }),
    );
  }

  /**
   * The answers that have come since the last call: failures first, since what was acknowledged beside one tells that X
   * and the network are there; else in their order.
   */
  takeAnswers(): readonly SegmentAnswer[] {
    const answers = this.#answers;
    this.#answers = [];
    return answers.toSorted((a, b) => Number(b.failure !== null) - Number(a.failure !== null));
  }

  /** Resolves when there is an answer to take. */
  nextAnswer(): Promise<void> {
    if (this.#answers.length > 0) return Promise.resolve();
    return new Promise((resolve) => (this.#wake = resolve));
  }

  /** The link is alive: patience with what is on its way begins anew. */
  haveMoved(link: LinkModel): void {
    for (const flight of this.#aloft.values()) this.#wait(flight, link);
  }

  /** Aborts whatever is on its way. */
  end(): void {
    this.#end.abort();
    for (const { timer } of this.#aloft.values()) clearTimeout(timer);
  }

  #wait(flight: Aloft, link: LinkModel): void {
    clearTimeout(flight.timer);
    if (this.#signal.aborted) return;
    flight.timer = setTimeout(() => flight.overdue.abort(), patienceMs(link, this.totalBytes));
  }

  #land(flight: Aloft, failure: SegmentAnswer["failure"]): void {
    clearTimeout(flight.timer);
    const earlier = earlierThan(flight, [...this.#aloft.values()]);
    this.#aloft.delete(flight.segment.index);
    if (failure === null) {
      this.#deliveredBytes += bytesOf(flight.segment);
      for (const other of earlier) {
        other.overtakenBy += 1;
        if (other.overtakenBy >= OVERTAKEN_BY) other.overdue.abort();
      }
    }
    const deliveredBytes = this.#deliveredBytes - flight.deliveredAtLaunch;
    this.#answers.push({ flight, deliveredBytes, failure });
    this.#wake();
  }
}

/** A map keeps the order of launches. */
function earlierThan(flight: Aloft, aloft: readonly Aloft[]): readonly Aloft[] {
  return aloft.slice(0, aloft.indexOf(flight));
}

function bytesOf({ startByte, endByte }: Segment): number {
  return endByte - startByte;
}
