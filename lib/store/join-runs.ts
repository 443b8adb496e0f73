/** A run of a file that was read into memory, and where in the file it begins. */
export interface ReadRun {
  readonly offset: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The parts of a range that lie in runs one behind the other, in their order: nothing is copied.
 *
 * @returns null where bytes of the range are in none of the runs
 */
export function cutRuns(
  runs: readonly ReadRun[],
  startByte: number,
  endByte: number,
): Uint8Array<ArrayBuffer>[] | null {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let coveredTo = startByte;
  for (const { offset, bytes } of runs) {
    if (coveredTo >= endByte) break;
    if (offset > coveredTo) return null;
    const part = bytes.subarray(coveredTo - offset, endByte - offset);
    parts.push(part);
    coveredTo += part.byteLength;
  }
  return coveredTo >= endByte ? parts : null;
}

/**
 * Copies a range out of runs that lie one behind the other, in their order.
 *
 * @returns an array with a buffer of its own; null where bytes of the range are in none of the runs
 */
export function joinRuns(
  runs: readonly ReadRun[],
  startByte: number,
  endByte: number,
): Uint8Array<ArrayBuffer> | null {
  const parts = cutRuns(runs, startByte, endByte);
  if (parts === null) return null;
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first.slice();
  const range = new Uint8Array(Math.max(0, endByte - startByte));
  let filledTo = 0;
  for (const part of parts) {
    range.set(part, filledTo);
    filledTo += part.byteLength;
  }
  return range;
}
