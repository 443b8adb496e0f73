import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  acknowledgedBytes,
  chooseSegmentBytes,
  MAX_SEGMENTS,
  planSegments,
  PREFERRED_SEGMENT_BYTES,
  remainingSegments,
  smallerSegmentBytes,
  LEAST_SEGMENT_BYTES,
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

describe("the segments of a file", () => {
  it("are dense from 0, at most 1000, and hold every byte exactly once", () => {
    fc.assert(
      fc.property(anyTotal, (totalBytes) => {
        const segmentBytes = chooseSegmentBytes(totalBytes);
        const segments = planSegments(totalBytes, segmentBytes);
        let nextByte = 0;
        for (const [index, segment] of segments.entries()) {
          if (
            segment.index !== index ||
            segment.startByte !== nextByte ||
            segment.endByte <= segment.startByte ||
            segment.endByte - segment.startByte > segmentBytes
          ) {
            throw new Error(`Segment ${index} of ${totalBytes} bytes: ${JSON.stringify(segment)}`);
          }
          nextByte = segment.endByte;
        }
        expect(nextByte).toBe(totalBytes);
        expect(segments.length).toBeLessThanOrEqual(MAX_SEGMENTS);
        expect(Number.isInteger(segmentBytes)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("are of 1 MiB as long as 1000 of them hold the file", () => {
    expect(chooseSegmentBytes(1)).toBe(PREFERRED_SEGMENT_BYTES);
    expect(chooseSegmentBytes(1000 * MIB)).toBe(PREFERRED_SEGMENT_BYTES);
    expect(chooseSegmentBytes(1000 * MIB + 1)).toBe(PREFERRED_SEGMENT_BYTES + 1);
  });

  it("are none for an empty file", () => {
    expect(planSegments(0, PREFERRED_SEGMENT_BYTES)).toEqual([]);
  });
});

describe("segments that X has refused as too large", () => {
  it("are halved, until they are small or too many", () => {
    fc.assert(
      fc.property(anyTotal, (totalBytes) => {
        let segmentBytes = chooseSegmentBytes(totalBytes);
        for (let halvings = 0; ; halvings++) {
          const smaller = smallerSegmentBytes(totalBytes, segmentBytes);
          if (smaller === null) break;
          expect(halvings).toBeLessThan(10);
          expect(smaller).toBe(Math.floor(segmentBytes / 2));
          expect(smaller).toBeGreaterThanOrEqual(LEAST_SEGMENT_BYTES);
          expect(chooseSegmentBytes(totalBytes, smaller)).toBe(smaller);
          expect(planSegments(totalBytes, smaller).length).toBeLessThanOrEqual(MAX_SEGMENTS);
          segmentBytes = smaller;
        }
      }),
    );
  });

  it("are not halved for a file that fills a thousand of them", () => {
    expect(smallerSegmentBytes(1000 * MIB, MIB)).toBeNull();
    expect(smallerSegmentBytes(500 * MIB, MIB)).toBe(MIB / 2);
  });
});

describe("what X does not have yet", () => {
  it("is what it has not acknowledged, in order, whatever was acknowledged", () => {
    fc.assert(
      fc.property(anyTotal, fc.uniqueArray(fc.nat(1000)), (totalBytes, acknowledged) => {
        const segmentBytes = chooseSegmentBytes(totalBytes);
        const remaining = remainingSegments(totalBytes, segmentBytes, acknowledged);
        const remainingBytes = remaining.reduce(
          (sum, segment) => sum + segment.endByte - segment.startByte,
          0,
        );
        expect(remaining.filter(({ index }) => acknowledged.includes(index))).toEqual([]);
        expect(remaining.map(({ index }) => index)).toEqual(
          remaining.map(({ index }) => index).toSorted((a, b) => a - b),
        );
        expect(remainingBytes + acknowledgedBytes(totalBytes, segmentBytes, acknowledged)).toBe(
          totalBytes,
        );
      }),
    );
  });
});
