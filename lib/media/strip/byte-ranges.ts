/** A half-open range of a file, `[startByte, endByte)`. */
export interface ByteRange {
  readonly startByte: number;
  readonly endByte: number;
}

/**
 * The same bytes as ranges in ascending order that neither touch nor overlap.
 *
 * @param gapBytes ranges with at most so many bytes between them become one, which holds those, too
 */
export function mergeRanges(ranges: readonly ByteRange[], gapBytes = 0): ByteRange[] {
  const merged: ByteRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.startByte - b.startByte)) {
    const last = merged.at(-1);
    if (range.endByte <= range.startByte) continue;
    if (last === undefined || range.startByte > last.endByte + gapBytes) merged.push(range);
    else if (range.endByte > last.endByte) {
      merged[merged.length - 1] = { startByte: last.startByte, endByte: range.endByte };
    }
  }
  return merged;
}

/**
 * What of a range lies in none of others.
 *
 * @param merged as {@link mergeRanges} returns them
 */
export function gapsIn(
  { startByte, endByte }: ByteRange,
  merged: readonly ByteRange[],
): ByteRange[] {
  const gaps: ByteRange[] = [];
  let at = startByte;
  for (let index = firstEndingAfter(merged, startByte); index < merged.length; index += 1) {
    const covered = merged[index];
    if (covered === undefined || covered.startByte >= endByte) break;
    if (covered.startByte > at) gaps.push({ startByte: at, endByte: covered.startByte });
    at = Math.max(at, covered.endByte);
  }
  if (at < endByte) gaps.push({ startByte: at, endByte });
  return gaps;
}

function firstEndingAfter(merged: readonly ByteRange[], byte: number): number {
  let low = 0;
  let high = merged.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((merged[middle]?.endByte ?? Infinity) > byte) high = middle;
    else low = middle + 1;
  }
  return low;
}
