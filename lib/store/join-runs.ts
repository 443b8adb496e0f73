/** A run of a file that was read into memory, and where in the file it begins. */
export interface ReadRun {
  readonly offset: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
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
  const [first] = runs;
  if (first === undefined || first.offset > startByte)
    return endByte <= startByte ? new Uint8Array() : null;
  if (first.offset + first.bytes.byteLength >= endByte) {
    return first.bytes.slice(startByte - first.offset, endByte - first.offset);
  }
  const range = new Uint8Array(endByte - startByte);
  let coveredTo = startByte;
  for (const { offset, bytes } of runs) {
    if (offset > coveredTo) return null;
    const part = bytes.subarray(coveredTo - offset, endByte - offset);
    range.set(part, coveredTo - startByte);
    coveredTo += part.byteLength;
  }
  return coveredTo === endByte ? range : null;
}
