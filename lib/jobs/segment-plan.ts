/** 1 MiB: the size that no server was seen to refuse. Source: reports of 413 and 431 at 5 MiB, none at 1 MiB. */
export const PREFERRED_SEGMENT_BYTES = 1024 * 1024;

/** X numbers segments from 0 to 999. Source: X API v2 OpenAPI 2.167, `segment_index`. */
export const MAX_SEGMENTS = 1000;

/** A half-open byte range of the file, `[startByte, endByte)`, and its index at X. */
export interface Segment {
  readonly index: number;
  readonly startByte: number;
  readonly endByte: number;
}

/** No server was seen to refuse this; smaller ones would only cost round trips. */
export const LEAST_SEGMENT_BYTES = 128 * 1024;

/**
 * The segment size for a file: 1 MiB, larger only when 1000 segments of that would not hold the file,
 * smaller only where X has refused larger ones.
 *
 * @param maxBytes what X has not refused; null when it has refused nothing
 */
export function chooseSegmentBytes(totalBytes: number, maxBytes: number | null = null): number {
  const wanted = Math.min(PREFERRED_SEGMENT_BYTES, maxBytes ?? PREFERRED_SEGMENT_BYTES);
  return Math.max(wanted, Math.ceil(totalBytes / MAX_SEGMENTS));
}

/** Half the size that X has refused; null when 1000 segments of that would not hold the file. */
export function smallerSegmentBytes(totalBytes: number, refusedBytes: number): number | null {
  const half = Math.floor(refusedBytes / 2);
  return half < LEAST_SEGMENT_BYTES || half * MAX_SEGMENTS < totalBytes ? null : half;
}

/** Every segment of a file in order: dense from 0, each byte in exactly one. Empty for an empty file. */
export function planSegments(totalBytes: number, segmentBytes: number): Segment[] {
  const segments: Segment[] = [];
  for (let startByte = 0; startByte < totalBytes; startByte += segmentBytes) {
    segments.push({
      index: segments.length,
      startByte,
      endByte: Math.min(startByte + segmentBytes, totalBytes),
    });
  }
  return segments;
}

/** The segments that X has not acknowledged yet, in order. */
export function remainingSegments(
  totalBytes: number,
  segmentBytes: number,
  acknowledged: readonly number[],
): Segment[] {
  const done = new Set(acknowledged);
  return planSegments(totalBytes, segmentBytes).filter((segment) => !done.has(segment.index));
}

/** How many bytes the acknowledged segments hold. */
export function acknowledgedBytes(
  totalBytes: number,
  segmentBytes: number,
  acknowledged: readonly number[],
): number {
  const done = new Set(acknowledged);
  return planSegments(totalBytes, segmentBytes)
    .filter((segment) => done.has(segment.index))
    .reduce((sum, segment) => sum + segment.endByte - segment.startByte, 0);
}
