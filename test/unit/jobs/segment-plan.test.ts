import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  acknowledgedBytes,
  cutSegment,
  largestUnacknowledgedBytes,
  LEAST_SEGMENT_BYTES,
  leastSegmentBytes,
  listSegments,
  MAX_SEGMENTS,
  PREFERRED_SEGMENT_BYTES,
  smallerSegmentBytes,
  unacknowledgedSegments,
} from "../../../lib/jobs/segment-plan";

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/** Any size that X takes, the edges of the plan among them. */
const anyTotal = fc.oneof(
  fc.integer({ min: 1, max: 3 * MIB }),
  fc.integer({ min: 1, max: 16 * GIB }),
  fc
    .tuple(fc.integer({ min: 1, max: 1200 }), fc.constantFrom(-1, 0, 1))
    .map(([segments, off]) => Math.max(1, segments * MIB + off)),
  fc.constantFrom(1, MAX_SEGMENTS * MIB - 1, MAX_SEGMENTS * MIB, MAX_SEGMENTS * MIB + 1, 16 * GIB),
);

/** What a link asks for from segment to segment, whatever it does. */
const anyWishes = fc.array(
  fc.oneof(fc.integer({ min: LEAST_SEGMENT_BYTES, max: 4 * MIB }), fc.constantFrom(1, MIB)),
  { minLength: 1, maxLength: 30 },
);

/** Cuts a whole file; the wishes are taken in turn. */
function cutAll(totalBytes: number, wishes: readonly number[]): number[] {
  const ends: number[] = [];
  const file = { totalBytes, availableBytes: totalBytes };
  for (;;) {
    const segment = cutSegment(file, ends, wishes[ends.length % wishes.length] ?? MIB);
    if (segment === null) return ends;
    ends.push(segment.endByte);
  }
}

describe("the segments of a file", () => {
  it("are dense from 0, at most 1000, and hold every byte exactly once, whatever sizes a link asks for", () => {
    fc.assert(
      fc.property(anyTotal, anyWishes, (totalBytes, wishes) => {
        const ends = cutAll(totalBytes, wishes);
        let nextByte = 0;
        for (const [index, segment] of listSegments(ends).entries()) {
          const isNext = segment.index === index && segment.startByte === nextByte;
          if (!isNext || segment.endByte <= segment.startByte) {
            throw new Error(`Segment ${index} of ${totalBytes} bytes: ${JSON.stringify(segment)}`);
          }
          nextByte = segment.endByte;
        }
        expect(nextByte).toBe(totalBytes);
        expect(ends.length).toBeLessThanOrEqual(MAX_SEGMENTS);
      }),
      { numRuns: 300 },
    );
  });

  it("are as asked for, but never so small that 1000 would not do", () => {
    fc.assert(
      fc.property(anyTotal, anyWishes, (totalBytes, wishes) => {
        const ends = cutAll(totalBytes, wishes);
        const least = leastSegmentBytes(totalBytes, []);
        for (const { index, startByte, endByte } of listSegments(ends)) {
          const wish = wishes[index % wishes.length] ?? 0;
          expect(endByte - startByte).toBeLessThanOrEqual(Math.max(wish, least));
          if (endByte < totalBytes) expect(endByte - startByte).toBeGreaterThanOrEqual(wish);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("are of 1 MiB as long as 1000 of them hold the file", () => {
    const first = (totalBytes: number) =>
      cutSegment({ totalBytes, availableBytes: totalBytes }, [], PREFERRED_SEGMENT_BYTES)?.endByte;
    expect(first(1)).toBe(1);
    expect(first(1000 * MIB)).toBe(PREFERRED_SEGMENT_BYTES);
    expect(first(1000 * MIB + 1)).toBe(PREFERRED_SEGMENT_BYTES + 1);
  });

  it("are none for an empty file", () => {
    expect(cutSegment({ totalBytes: 0, availableBytes: 0 }, [], MIB)).toBeNull();
  });

  it("wait for their bytes: none ends beyond what is stored", () => {
    fc.assert(
      fc.property(anyTotal, fc.nat(3 * MIB), (totalBytes, missing) => {
        const availableBytes = Math.max(0, totalBytes - missing);
        const ends: number[] = [];
        for (;;) {
          const segment = cutSegment({ totalBytes, availableBytes }, ends, MIB);
          if (segment === null) break;
          ends.push(segment.endByte);
        }
        expect(ends.at(-1) ?? 0).toBeLessThanOrEqual(availableBytes);
        // What is held back is less than one segment.
        if (missing > 0) {
          const least = Math.max(MIB, leastSegmentBytes(totalBytes, ends));
          expect(availableBytes - (ends.at(-1) ?? 0)).toBeLessThan(least);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("segments that X has refused as too large", () => {
  it("are halved, until they are small or too many", () => {
    fc.assert(
      fc.property(anyTotal, (totalBytes) => {
        let segmentBytes = Math.max(MIB, leastSegmentBytes(totalBytes, []));
        for (let halvings = 0; ; halvings++) {
          const smaller = smallerSegmentBytes(totalBytes, segmentBytes);
          if (smaller === null) break;
          expect(halvings).toBeLessThan(10);
          expect(smaller).toBe(Math.floor(segmentBytes / 2));
          expect(smaller).toBeGreaterThanOrEqual(LEAST_SEGMENT_BYTES);
          expect(cutAll(totalBytes, [smaller])[0]).toBeLessThanOrEqual(smaller);
          segmentBytes = smaller;
        }
      }),
    );
  });

  it("are not halved for a file that fills a thousand of them", () => {
    expect(smallerSegmentBytes(1000 * MIB, MIB)).toBeNull();
    expect(smallerSegmentBytes(500 * MIB, MIB)).toBe(MIB / 2);
  });

  it("are among those without an acknowledgement, whatever larger ones X has taken", () => {
    const segmentEnds = [4 * MIB, 6 * MIB, 7 * MIB];
    expect(largestUnacknowledgedBytes({ segmentEnds, acknowledged: [0] })).toBe(2 * MIB);
    expect(largestUnacknowledgedBytes({ segmentEnds, acknowledged: [] })).toBe(4 * MIB);
    // X may say so at the end only.
    expect(largestUnacknowledgedBytes({ segmentEnds, acknowledged: [0, 1, 2] })).toBe(4 * MIB);
  });
});

describe("what X does not have yet", () => {
  it("is what it has not acknowledged, in order, whatever was acknowledged", () => {
    fc.assert(
      fc.property(anyTotal, anyWishes, fc.uniqueArray(fc.nat(1000)), (totalBytes, wishes, any) => {
        const segmentEnds = cutAll(totalBytes, wishes);
        const acknowledged = any.filter((index) => index < segmentEnds.length);
        const open = unacknowledgedSegments({ segmentEnds, acknowledged });
        const openBytes = open.reduce(
          (sum, { startByte, endByte }) => sum + endByte - startByte,
          0,
        );
        const indices = open.map(({ index }) => index);
        expect(indices.filter((index) => acknowledged.includes(index))).toEqual([]);
        expect(indices).toEqual(indices.toSorted((a, b) => a - b));
        expect(openBytes + acknowledgedBytes({ segmentEnds, acknowledged })).toBe(totalBytes);
      }),
      { numRuns: 100 },
    );
  });
});
