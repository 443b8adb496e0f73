import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { noteDelivery, unmeasuredLink } from "../../../lib/upload/link-model";
import { SegmentFlights } from "../../../lib/upload/segment-flights";
import { OVERTAKEN_BY, patienceMs } from "../../../lib/upload/upload-pace";

const SEGMENT_BYTES = 1000;
const UNKNOWN = unmeasuredLink(100, null);
/** 1000 bytes a second. */
const KNOWN = noteDelivery(UNKNOWN, { launchedAtMs: 0, deliveredBytes: 1000 }, 1000);

let flights: SegmentFlights;
let person: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  person = new AbortController();
  flights = new SegmentFlights(person.signal);
});

afterEach(() => {
  flights.end();
  vi.useRealTimers();
});

/** Launches a segment; the function that is returned has X answer it. */
function launch(index: number, link = KNOWN) {
  let answer: (failure?: Error) => Promise<void> = () => Promise.resolve();
  const startByte = index * SEGMENT_BYTES;
  const segment = { index, startByte, endByte: startByte + SEGMENT_BYTES };
  flights.launch(
    { segment, attempts: 0 },
    link,
    0,
    ({ signal, overdue }) =>
      new Promise<void>((resolve, reject) => {
        const fail = (failure: unknown) => reject(failure as Error);
        signal.addEventListener("abort", () => fail(signal.reason));
        overdue.addEventListener("abort", () => fail(new Error("overdue")));
        answer = async (failure) => {
          if (failure === undefined) resolve();
          else reject(failure);
          await flights.nextAnswer();
        };
      }),
  );
  return (failure?: Error) => answer(failure);
}

const failures = () =>
  flights
    .takeAnswers()
    .filter(({ failure }) => failure !== null)
    .map(({ flight }) => flight.segment.index);

describe("a segment on its way", () => {
  it("counts as unanswered when nothing is acknowledged for long, and not before", async () => {
    launch(0);
    const patience = patienceMs(KNOWN, SEGMENT_BYTES);
    await vi.advanceTimersByTimeAsync(patience - 1);
    expect(failures()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(failures()).toEqual([0]);
    expect(flights.count).toBe(0);
  });

  it("has all the time in the world while others are acknowledged", async () => {
    launch(0);
    const patience = patienceMs(KNOWN, SEGMENT_BYTES);
    for (let step = 1; step < OVERTAKEN_BY; step++) {
      const answer = launch(step);
      await vi.advanceTimersByTimeAsync(patience - 1);
      await answer();
      flights.haveMoved(KNOWN);
    }
    expect(failures()).toEqual([]);
  });

  it("is lost when many that left later were acknowledged", async () => {
    launch(0);
    for (let index = 1; index <= OVERTAKEN_BY; index++) await launch(index)();
    await vi.advanceTimersByTimeAsync(0);
    expect(failures()).toEqual([0]);
  });

  it("is not overtaken by what has failed, nor by what left earlier", async () => {
    const earlier = Array.from({ length: OVERTAKEN_BY }, (_, index) => launch(index));
    launch(50);
    for (const answer of earlier) await answer();
    for (let index = 100; index < 110; index++) await launch(index)(new Error("503"));
    await vi.advanceTimersByTimeAsync(0);
    expect(failures()).not.toContain(50);
  });

  it("is told with all that was acknowledged while it was on its way", async () => {
    const first = launch(0);
    const second = launch(1);
    await first();
    const third = launch(2);
    await second();
    await third();
    const delivered = flights.takeAnswers().map(({ deliveredBytes }) => deliveredBytes);
    expect(delivered).toEqual([SEGMENT_BYTES, 2 * SEGMENT_BYTES, 2 * SEGMENT_BYTES]);
  });

  it("ends with the job", async () => {
    launch(0);
    launch(1);
    person.abort(new Error("cancelled"));
    await vi.advanceTimersByTimeAsync(0);
    expect(failures()).toEqual([0, 1]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

it("answers that come together are told failures first: what came beside one tells that X is there", async () => {
  const [first, second] = [launch(0), launch(1)];
  await first();
  await second(new Error("503"));
  const told = flights
    .takeAnswers()
    .map(({ flight, failure }) => [flight.segment.index, failure === null]);
  expect(told).toEqual([
    [1, false],
    [0, true],
  ]);
});
