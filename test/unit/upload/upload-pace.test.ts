import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateSpeed, noteDelivery, unmeasuredLink } from "../../../lib/upload/link-model";
import { LEAST_SEGMENT_BYTES, leastSegmentBytes } from "../../../lib/jobs/segment-plan";
import {
  choosePace,
  decideLaunch,
  LARGEST_SEGMENT_BYTES,
  LARGEST_WINDOW_BYTES,
  patienceMs,
  windowBoundBytes,
} from "../../../lib/upload/upload-pace";
import { simulateUpload } from "./simulate-upload";

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const MBIT = 125_000;

const anySpeed = fc.oneof(
  fc.integer({ min: 8_000, max: 200_000 }),
  fc.integer({ min: 200_000, max: 20_000_000 }),
  fc.integer({ min: 20_000_000, max: 250_000_000 }),
);
const anyRoundTrip = fc.integer({ min: 1, max: 800 });

function measuredLink(bytesPerSecond: number, roundTripMs: number) {
  const unmeasured = unmeasuredLink(roundTripMs, null);
  const flight = { launchedAtMs: 0, deliveredBytes: bytesPerSecond };
  return noteDelivery(unmeasured, flight, 1000);
}

function paceFor(totalBytes: number, bytesPerSecond: number, roundTripMs: number) {
  return choosePace(measuredLink(bytesPerSecond, roundTripMs), {
    totalBytes,
    segmentEnds: [],
    maxSegmentBytes: null,
  });
}

describe("an upload over a calculated link", () => {
  it.each([
    ["100 Mbit/s, 100 ms, 64 MB", 64e6, 100 * MBIT, 100, 1.02],
    ["20 Mbit/s, 150 ms, 16 MB", 16e6, 20 * MBIT, 150, 1.03],
    ["400 Mbit/s, 40 ms, 256 MB", 256e6, 400 * MBIT, 40, 1.01],
    ["1 Mbit/s, 300 ms, 2 MB", 2e6, MBIT, 300, 1.03],
    ["1 Gbit/s, 100 ms, 512 MB", 512e6, 1000 * MBIT, 100, 1.05],
  ])("keeps it busy: %s", (_name, totalBytes, bytesPerSecond, roundTripMs, most) => {
    const { tookMs, limitMs } = simulateUpload(totalBytes, { bytesPerSecond, roundTripMs });
    expect(tookMs / limitMs).toBeLessThan(most);
  });

  it("takes at most 5 % and the few round trips of its beginning more than the limit: the link's, or that of what may be in flight", () => {
    fc.assert(
      fc.property(
        // From where 128 KiB are short beside a round trip, to where 32 MiB fill the link.
        fc.integer({ min: 200_000, max: 60_000_000 }),
        fc.integer({ min: 1, max: 250 }),
        fc.integer({ min: 1, max: 150 * MIB }),
        (bytesPerSecond, roundTripMs, totalBytes) => {
          const { tookMs, limitMs } = simulateUpload(totalBytes, { bytesPerSecond, roundTripMs });
          const boundBytes = windowBoundBytes(totalBytes);
          // A window comes round when its first segment is answered, and is never quite full.
          const roundMs = roundTripMs + (boundBytes / 4 / bytesPerSecond) * 1000;
          const leastMs = Math.max(limitMs, (totalBytes / (boundBytes * 0.8)) * roundMs);
          // Of 45,000 links at random the worst took 4.8: 131 MiB at 280 Mbit/s and 215 ms.
          expect(tookMs).toBeLessThan(leastMs * 1.05 + 5 * roundTripMs);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("has no request that lasts 20 s, once the link is known", () => {
    fc.assert(
      fc.property(
        anySpeed,
        anyRoundTrip,
        fc.integer({ min: 1, max: 100 * MIB }),
        (bytesPerSecond, roundTripMs, totalBytes) => {
          const link = { bytesPerSecond, roundTripMs, remembered: bytesPerSecond };
          expect(simulateUpload(totalBytes, link).longestRequestMs).toBeLessThan(20_000);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("has no request that lasts 20 s from 0.5 Mbit/s on, if nothing is known of the link", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: MBIT / 2, max: 30 * MBIT }),
        anyRoundTrip,
        fc.integer({ min: 1, max: 50 * MIB }),
        (bytesPerSecond, roundTripMs, totalBytes) => {
          const { longestRequestMs } = simulateUpload(totalBytes, { bytesPerSecond, roundTripMs });
          expect(longestRequestMs).toBeLessThan(20_000);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("that has become far slower than remembered trusts the past with 4 MiB only", () => {
    const link = { bytesPerSecond: MBIT, roundTripMs: 100, remembered: 400 * MBIT };
    const { segments, longestRequestMs } = simulateUpload(64e6, link);
    expect(longestRequestMs).toBeLessThan(40_000);
    // And has learned from it.
    const later = segments.slice(8, 12).map(({ startByte, endByte }) => endByte - startByte);
    expect(Math.max(...later)).toBeLessThan(MIB / 2);
  });

  it("is never more than the bound in flight, and ends for the largest file too", () => {
    const { segments, mostInFlightBytes, tookMs, limitMs } = simulateUpload(16 * GIB, {
      bytesPerSecond: 1000 * MBIT,
      roundTripMs: 50,
    });
    expect(segments.length).toBeLessThanOrEqual(1000);
    expect(mostInFlightBytes).toBeLessThanOrEqual(LARGEST_WINDOW_BYTES);
    expect(tookMs / limitMs).toBeLessThan(1.05);
  });
});

describe("what is in flight", () => {
  it("is so little of a file of 64 MB or more that a death at any moment costs less than a tenth of it", () => {
    fc.assert(
      fc.property(
        anySpeed,
        anyRoundTrip,
        fc.integer({ min: 64e6, max: 16 * GIB }),
        (bytesPerSecond, roundTripMs, totalBytes) => {
          const { windowBytes } = paceFor(totalBytes, bytesPerSecond, roundTripMs);
          expect(windowBytes).toBeLessThan(totalBytes * 0.095);
        },
      ),
    );
    const loopback = { bytesPerSecond: 4000 * MBIT, roundTripMs: 2 };
    expect(simulateUpload(64e6, loopback).mostInFlightBytes).toBeLessThan(64e6 * 0.095);
  });

  it("is always several segments", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16 * GIB }), (totalBytes) => {
        const { segmentBytes, windowBytes } = paceFor(totalBytes, 4000 * MBIT, 200);
        expect(windowBytes).toBeGreaterThanOrEqual(3 * segmentBytes);
      }),
    );
  });
});

describe("the size of a segment", () => {
  it("is half a MiB on an unknown link, where two are on their way", () => {
    const file = { totalBytes: 64 * MIB, segmentEnds: [], maxSegmentBytes: null };
    const pace = choosePace(unmeasuredLink(100, null), file);
    expect(pace).toMatchObject({ segmentBytes: MIB / 2, windowBytes: MIB });
  });

  it.each([
    ["a usual link: a quarter of a second of it", 20 * MBIT, 150, 625_000],
    ["a fast link, in whole MiB", 50 * MBIT, 40, MIB],
    [
      "a very fast one, of which a death may cost an eleventh of the file",
      1000 * MBIT,
      100,
      2 * MIB,
    ],
    ["a slow link", MBIT, 300, LEAST_SEGMENT_BYTES],
    ["the slowest", 8_000, 300, LEAST_SEGMENT_BYTES],
  ])("fits %s", (_name, bytesPerSecond, roundTripMs, segmentBytes) => {
    expect(paceFor(128e6, bytesPerSecond, roundTripMs).segmentBytes).toBe(segmentBytes);
  });

  it("stays within its bounds on any link, for any file, below what X has refused", () => {
    fc.assert(
      fc.property(
        anySpeed,
        anyRoundTrip,
        fc.integer({ min: 1, max: 16 * GIB }),
        fc.option(fc.integer({ min: LEAST_SEGMENT_BYTES, max: 4 * MIB })),
        (bytesPerSecond, roundTripMs, totalBytes, maxSegmentBytes) => {
          const link = measuredLink(bytesPerSecond, roundTripMs);
          const pace = choosePace(link, { totalBytes, segmentEnds: [], maxSegmentBytes });
          const least = leastSegmentBytes(totalBytes, []);
          const most = Math.min(LARGEST_SEGMENT_BYTES, maxSegmentBytes ?? Infinity);
          expect(Number.isInteger(pace.segmentBytes)).toBe(true);
          expect(pace.segmentBytes).toBeGreaterThanOrEqual(Math.min(LEAST_SEGMENT_BYTES, most));
          expect(pace.segmentBytes).toBeLessThanOrEqual(Math.max(least, most));
          expect(pace.windowBytes).toBeLessThanOrEqual(LARGEST_WINDOW_BYTES);
        },
      ),
    );
  });

  it("leaves a file at least 16 segments of progress to show, unless 1 MiB is that much", () => {
    expect(paceFor(128 * MIB, 1000 * MBIT, 100).segmentBytes).toBe(2 * MIB);
    expect(paceFor(40 * MIB, 1000 * MBIT, 100).segmentBytes).toBe(MIB);
    expect(paceFor(5 * MIB, 1000 * MBIT, 100).segmentBytes).toBe(MIB);
  });
});

describe("a launch", () => {
  const pace = { segmentBytes: 100, windowBytes: 250, gapMs: 40 };

  it("is made at once when nothing is on its way, however long the gap", () => {
    expect(decideLaunch(pace, { inFlightBytes: 0, lastLaunchAtMs: 1000 }, 1001)).toBe("now");
  });

  it("waits for its gap, then for room in the window", () => {
    const one = { inFlightBytes: 100, lastLaunchAtMs: 1000 };
    expect(decideLaunch(pace, one, 1010)).toBe(1040);
    expect(decideLaunch(pace, one, 1040)).toBe("now");
    const two = { inFlightBytes: 200, lastLaunchAtMs: 1040 };
    expect(decideLaunch(pace, two, 2000)).toBeNull();
  });

  it("is not held up by a clock that was set back", () => {
    expect(decideLaunch(pace, { inFlightBytes: 100, lastLaunchAtMs: 9000 }, 1000)).toBe("now");
  });
});

describe("the speed of a link", () => {
  it("is that of an earlier upload until it is measured", () => {
    const link = unmeasuredLink(100, 5000);
    expect(estimateSpeed(link)?.sure).toBe(5000);
    const measured = noteDelivery(link, { launchedAtMs: 0, deliveredBytes: 100 }, 1000);
    expect(estimateSpeed(measured)?.sure).toBe(100);
  });

  it("is the best of the last seconds: pauses of the sender are no slowness of the link", () => {
    let link = measuredLink(9000, 50);
    link = noteDelivery(link, { launchedAtMs: 0, deliveredBytes: 1000 }, 5000);
    expect(estimateSpeed(link)?.sure).toBe(9000);
    link = noteDelivery(link, { launchedAtMs: 0, deliveredBytes: 15_000 }, 15_000);
    expect(estimateSpeed(link)?.sure).toBe(1000);
  });

  it("is likely higher than seen where the wait for the answer was most of a flight's time, fourfold at most", () => {
    const unmeasured = unmeasuredLink(100, null);
    const short = noteDelivery(unmeasured, { launchedAtMs: 0, deliveredBytes: 1000 }, 100);
    expect(estimateSpeed(short)).toEqual({ sure: 10_000, likely: 40_000 });
    const long = noteDelivery(unmeasured, { launchedAtMs: 0, deliveredBytes: 1000 }, 10_000);
    expect(estimateSpeed(long)?.likely).toBeLessThan(101);
    // X may have taken longer to open the upload than it takes for a segment.
    const slowStart = unmeasuredLink(2000, null);
    const quick = noteDelivery(slowStart, { launchedAtMs: 0, deliveredBytes: 1000 }, 100);
    expect(estimateSpeed(quick)).toEqual({ sure: 10_000, likely: 40_000 });
  });

  it("is a positive number whatever the clock does", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(1_000_000), fc.nat(1_000_000), fc.integer({ min: 1 }))),
        (acknowledgements) => {
          let link = unmeasuredLink(50, null);
          for (const [launchedAtMs, nowMs, deliveredBytes] of acknowledgements) {
            link = noteDelivery(link, { launchedAtMs, deliveredBytes }, nowMs);
            expect(estimateSpeed(link)?.sure).toBeGreaterThan(0);
            expect(estimateSpeed(link)?.likely).toBeGreaterThan(0);
          }
        },
      ),
    );
  });
});

describe("patience with a silent X", () => {
  it("is several times what the bytes in flight need, so that a slow link has time", () => {
    fc.assert(
      fc.property(
        anySpeed,
        anyRoundTrip,
        fc.nat(52 * MIB),
        (bytesPerSecond, roundTripMs, bytes) => {
          const expectedMs = (bytes * 1000) / bytesPerSecond + roundTripMs;
          const patience = patienceMs(measuredLink(bytesPerSecond, roundTripMs), bytes);
          expect(patience).toBeGreaterThanOrEqual(4 * expectedMs);
          expect(patience).toBeLessThanOrEqual(Math.max(15_000, 4 * expectedMs));
        },
      ),
    );
  });

  it("is enough for 12 KB/s while nothing is measured", () => {
    expect(patienceMs(unmeasuredLink(100, null), 2 * MIB)).toBeGreaterThan(170_000);
    expect(patienceMs(unmeasuredLink(100, null), 5_000)).toBe(60_000);
  });
});
