import { toJobError } from "../errors/job-error";
import { updateAttachment } from "../store/update-attachment";
import { getLinkSpeed, putLinkSpeed } from "../store/link-speed-store";
import { appendSegment } from "../x/media-upload";
import type { XConnection } from "../x/x-request";
import type { UploadSession } from "../jobs/attachment";
import { decideSegmentRepeat } from "./decide-segment-repeat";
import { estimateSpeed, type LinkModel, noteDelivery, unmeasuredLink } from "./link-model";
import { type Arrivals, SegmentReader } from "./segment-reader";
import { type SegmentFlight, SegmentFlights } from "./segment-flights";
import { acknowledgedBytes } from "../jobs/segment-plan";
import { type QueuedSegment, SegmentQueue } from "./segment-queue";
import { SpeedMeter } from "../jobs/speed-meter";
import { choosePace, decideLaunch, type Pace } from "./upload-pace";

/** What sending needs of the surroundings. */
export interface SegmentEffects {
  readonly x: XConnection;
  /** Resolves at a moment (epoch milliseconds), or as soon as the signal is aborted. */
  sleepUntil(atMs: number, signal: AbortSignal): Promise<void>;
  /** A number in [0, 1). */
  random(): number;
  /** Told how many stored bytes were just made a body, where the browser's collector has to be called for bodies. */
  noteBody?(bytes: number): void;
}

/** The file whose segments are sent. */
export interface SegmentedFile {
  readonly attachmentId: string;
  /** Under which id its bytes lie. */
  readonly fileId: string;
  readonly totalBytes: number;
  /** The largest segment that X has not refused; null when it has refused none. */
  readonly maxSegmentBytes: number | null;
  /** The last attempt has failed: one segment alone shall find out whether X is there again. */
  readonly isCautious: boolean;
  /** Null: all of it is there. */
  readonly arrivals: Arrivals | null;
}

/**
 * Sends what X does not have, several segments at a time, and answers how many it sent. Where a
 * segment is cut is stored before it leaves, and every acknowledgement at once (those that come
 * together, together): after a restart only the others are sent, with the same bytes.
 *
 * A segment that fails is repeated by itself, after a pause, while others are acknowledged. When none
 * is on its way any more, or X refuses one for good, the failure is thrown, after the answers of the
 * others are in.
 *
 * @throws `JobFailure`; the signal's reason when aborted
 */
export async function sendSegments(
  file: SegmentedFile,
  session: UploadSession,
  effects: SegmentEffects,
  signal: AbortSignal,
): Promise<number> {
  const remembered = await getLinkSpeed(effects.x.now());
  const link = unmeasuredLink(session.roundTripMs, remembered);
  return new SegmentSender(file, session, link, effects, signal).run();
}

class SegmentSender {
  readonly #file: SegmentedFile;
  readonly #mediaId: string;
  readonly #effects: SegmentEffects;
  readonly #signal: AbortSignal;
  readonly #flights: SegmentFlights;
  readonly #reader: SegmentReader;
  readonly #speed = new SpeedMeter();
  readonly #queue: SegmentQueue;
  /** Acknowledged, not stored yet. */
  #unstored: number[] = [];
  #link: LinkModel;
  #doneBytes: number;
  #sentCount = 0;
  #isCautious: boolean;
  /** One has failed since the last acknowledgement: nothing is sent until there is another. */
  #isFailing = false;
  /** Why nothing more may be sent at all. */
  #refusal: { readonly thrown: unknown } | null = null;
  #isSpeedStored = false;

  constructor(
    file: SegmentedFile,
    session: UploadSession,
    link: LinkModel,
    effects: SegmentEffects,
    signal: AbortSignal,
  ) {
    this.#file = file;
    this.#mediaId = session.mediaId;
    this.#reader = new SegmentReader(file.fileId, file.arrivals, (bytes) =>
      effects.noteBody?.(bytes),
    );
    this.#queue = new SegmentQueue(file.totalBytes, session);
    this.#doneBytes = acknowledgedBytes(session);
    this.#isCautious = file.isCautious;
    this.#link = link;
    this.#effects = effects;
    this.#signal = signal;
    this.#flights = new SegmentFlights(signal);
  }

  async run(): Promise<number> {
    this.#speed.note(this.#doneBytes, this.#effects.x.now());
    try {
      for (;;) {
        this.#signal.throwIfAborted();
        this.#takeAnswers();
        const due = this.#decide();
        const next = due === "now" ? this.#takeNext() : null;
        if (next !== null || this.#unstored.length > 0) {
          await this.#advance(next);
        } else if (this.#flights.count > 0 || this.#isStarved(due)) {
          if (this.#queue.isAllCut) await this.#storeSpeed();
          await this.#nextEvent(due === "now" ? this.#queue.nextRepeatAtMs : due);
        } else {
          const failed = this.#refusal ?? this.#queue.failure;
          if (failed !== null) throw failed.thrown;
          await this.#storeSpeed();
          return this.#sentCount;
        }
      }
    } finally {
      this.#flights.end();
    }
  }

  /** Stores what came and what was cut, in one transaction, then launches the segment. */
  async #advance(next: QueuedSegment | null): Promise<void> {
    const cutEnds = next?.isNew === true ? [next.segment.endByte] : [];
    if (cutEnds.length + this.#unstored.length > 0) {
      const { totalBytes } = this.#file;
      const nowMs = this.#effects.x.now();
      const bytesPerSecond = this.#speed.note(this.#doneBytes, nowMs);
      const transfer = { doneBytes: this.#doneBytes, totalBytes, bytesPerSecond };
      const acknowledged = this.#unstored;
      this.#unstored = [];
      await updateAttachment(
        this.#file.attachmentId,
        { type: "segments-moved", cutEnds, acknowledged, transfer },
        nowMs,
      );
      this.#signal.throwIfAborted();
    }
    if (next !== null) this.#launch(next);
  }

  #pace(): Pace {
    const { totalBytes, maxSegmentBytes } = this.#file;
    const { segmentEnds } = this.#queue;
    return choosePace(this.#link, { totalBytes, maxSegmentBytes, segmentEnds });
  }

  /** When the next segment may leave; null: not before an answer. */
  #decide(): "now" | number | null {
    const { count, totalBytes: inFlightBytes, lastLaunchAtMs } = this.#flights;
    // The answers of the others tell whether one segment has failed, or X or the network.
    if (this.#refusal !== null || this.#isFailing || (this.#isCautious && count > 0)) return null;
    return decideLaunch(this.#pace(), { inFlightBytes, lastLaunchAtMs }, this.#effects.x.now());
  }

  #takeNext(): QueuedSegment | null {
    const availableBytes = this.#file.arrivals?.availableBytes ?? this.#file.totalBytes;
    return this.#queue.take(this.#effects.x.now(), availableBytes, this.#pace().segmentBytes);
  }

  /** Whether more could be sent if only it were here. */
  #isStarved(due: "now" | number | null): boolean {
    return due === "now" && this.#queue.nextRepeatAtMs === null && !this.#queue.isAllCut;
  }

  #launch({ segment, attempts }: QueuedSegment): void {
    this.#sentCount += 1;
    this.#flights.launch(
      { segment, attempts },
      this.#link,
      this.#effects.x.now(),
      async (signals) => {
        const bytes = await this.#reader.read(segment);
        const { signal, overdue } = signals;
        await appendSegment(this.#effects.x, this.#mediaId, segment.index, bytes, signal, overdue);
      },
    );
  }

  #takeAnswers(): void {
    const nowMs = this.#effects.x.now();
    for (const { flight, deliveredBytes, failure } of this.#flights.takeAnswers()) {
      const { segment, launchedAtMs } = flight;
      if (failure !== null) {
        this.#takeFailure(flight, failure.thrown, nowMs);
        continue;
      }
      this.#unstored.push(segment.index);
      this.#doneBytes += segment.endByte - segment.startByte;
      this.#link = noteDelivery(this.#link, { launchedAtMs, deliveredBytes }, nowMs);
      this.#isFailing = false;
      this.#isCautious = false;
      this.#flights.haveMoved(this.#link);
    }
  }

  #takeFailure({ segment, attempts }: SegmentFlight, thrown: unknown, nowMs: number): void {
    const error = toJobError(thrown, "upload");
    const repeatAtMs = decideSegmentRepeat(error, {
      attempts: attempts + 1,
      nowMs,
      random: this.#effects.random(),
      isOnline: this.#effects.x.isOnline(),
    });
    if (repeatAtMs !== null) {
      this.#isFailing = true;
      this.#queue.rest(segment, attempts + 1, repeatAtMs, thrown);
      return;
    }
    this.#refusal ??= { thrown };
    // All begins anew with smaller segments: what is on its way is of no use.
    if (error.code === "payload-too-large") this.#flights.end();
  }

  /** Once the last segment has left there is time for it, mostly. */
  async #storeSpeed(): Promise<void> {
    if (this.#isSpeedStored || this.#link.deliveries.length === 0) return;
    this.#isSpeedStored = true;
    const speed = estimateSpeed(this.#link);
    if (speed !== null) await putLinkSpeed(speed.sure, this.#effects.x.now());
  }

  /** Waits for an answer, for more of the file, or for a moment (epoch milliseconds; null: none). */
  async #nextEvent(untilMs: number | null): Promise<void> {
    const woken = new AbortController();
    const wake = () => woken.abort();
    void this.#flights.nextAnswer().then(wake);
    void this.#file.arrivals?.more().then(wake);
    const signal = AbortSignal.any([this.#signal, woken.signal]);
    if (untilMs !== null) return this.#effects.sleepUntil(untilMs, signal);
    if (signal.aborted) return;
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  }
}
