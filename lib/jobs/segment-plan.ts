/** X numbers segments from 0 to 999. Source: X API v2 OpenAPI 2.167, `segment_index`. */
export const MAX_SEGMENTS = 1000;

/** 1 MiB: the size that no server was seen to refuse. Source: reports of 413 and 431 at 5 MiB, none at 1 MiB. */
export const PREFERRED_SEGMENT_BYTES = 1024 * 1024;

/** No server was seen to refuse this; smaller ones would only cost round trips. */
export const LEAST_SEGMENT_BYTES = 128 * 1024;

/** A half-open byte range of the file, `[startByte, endByte)`, and its index at X. */
export interface Segment {
  readonly index: number;
  readonly startByte: number;
  readonly endByte: number;
}

/**
 * What X has of a file. X joins segments in the order of their indices, so each begins where the one
 * before ends: the ends alone tell all ranges.
 */
export interface SegmentProgress {
  /** Where each segment cut so far ends, by index, ascending. What is stored here may be on its way. */
  readonly segmentEnds: readonly number[];
  /** Indices of the segments that X has acknowledged, ascending. */
  readonly acknowledged: readonly number[];
}

/**
 * The least size of the next segment for which the indices that are left still hold the rest of the
 * file. Never grows while each segment is at least as large.
 */
export function leastSegmentBytes(totalBytes: number, segmentEnds: readonly number[]): number {
  const restBytes = totalBytes - (segmentEnds.at(-1) ?? 0);
  return Math.ceil(restBytes / Math.max(1, MAX_SEGMENTS - segmentEnds.length));
}

/**
 * Cuts the next segment off a file: of the wanted size, larger only where the indices would not do,
 * smaller only at the end of the file.
 *
 * @returns null when the whole file is cut, or when fewer bytes are there yet than a segment takes
 * @param availableBytes how many bytes from the start of the file are stored
 */
export function cutSegment(
  file: { readonly totalBytes: number; readonly availableBytes: number },
  segmentEnds: readonly number[],
  wantedBytes: number,
): Segment | null {
  const startByte = segmentEnds.at(-1) ?? 0;
  if (startByte >= file.totalBytes) return null;
  const segmentBytes = Math.max(wantedBytes, leastSegmentBytes(file.totalBytes, segmentEnds), 1);
  const endByte = Math.min(startByte + segmentBytes, file.totalBytes);
  return endByte > file.availableBytes ? null : { index: segmentEnds.length, startByte, endByte };
}

/** Every segment cut so far, in order. */
export function listSegments(segmentEnds: readonly number[]): Segment[] {
  return segmentEnds.map((endByte, index) => ({
    index,
    startByte: segmentEnds[index - 1] ?? 0,
    endByte,
  }));
}

/** What has moved, taken in; null when all of it is known already. */
export function moveSegments<Progress extends SegmentProgress>(
  progress: Progress,
  moved: { readonly cutEnds: readonly number[]; readonly acknowledged: readonly number[] },
): Progress | null {
  const known = new Set(progress.acknowledged);
  const fresh = moved.acknowledged.filter((index) => !known.has(index));
  if (moved.cutEnds.length + fresh.length === 0) return null;
  return {
    ...progress,
    segmentEnds: [...progress.segmentEnds, ...moved.cutEnds],
    acknowledged: [...known, ...fresh].toSorted((a, b) => a - b),
  };
}

/** The segments that were cut and that X has not acknowledged, in order. */
export function unacknowledgedSegments({ segmentEnds, acknowledged }: SegmentProgress): Segment[] {
  const done = new Set(acknowledged);
  return listSegments(segmentEnds).filter(({ index }) => !done.has(index));
}

/** How many bytes the acknowledged segments hold. */
export function acknowledgedBytes({ segmentEnds, acknowledged }: SegmentProgress): number {
  const done = new Set(acknowledged);
  return listSegments(segmentEnds)
    .filter(({ index }) => done.has(index))
    .reduce((sum, { startByte, endByte }) => sum + endByte - startByte, 0);
}

/** The size of the largest segment that X may have refused: one without an acknowledgement, if there is any. */
export function largestUnacknowledgedBytes(progress: SegmentProgress): number {
  const open = unacknowledgedSegments(progress);
  const suspects = open.length > 0 ? open : listSegments(progress.segmentEnds);
  return Math.max(0, ...suspects.map(({ startByte, endByte }) => endByte - startByte));
}

/** Half the size that X has refused; null when 1000 segments of that would not hold the file. */
export function smallerSegmentBytes(totalBytes: number, refusedBytes: number): number | null {
  const half = Math.floor(refusedBytes / 2);
  return half < LEAST_SEGMENT_BYTES || half * MAX_SEGMENTS < totalBytes ? null : half;
}
