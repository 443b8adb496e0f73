/** A plane of a picture: a number a pixel, which may stand between those of other planes. */
export interface Plane {
  readonly bytes: Uint8Array;
  /** Where its first pixel stands. */
  readonly offset: number;
  /** From one row to the next. */
  readonly stride: number;
  /** From one pixel to the next: 1, or 2 where two planes share their rows. */
  readonly step: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Of which pixels of a row, or of a column, a new one consists. */
interface Taps {
  /** The most pixels that one consists of. */
  readonly count: number;
  /** `count` for each new pixel, in 16,384ths that add up to 1. */
  readonly weights: Int32Array;
  /** The first of them. */
  readonly starts: Int32Array;
}

const SHIFT = 14;
const ONE = 1 << SHIFT;
const HALF = ONE >> 1;

/**
 * Brings a plane to another size: a smaller one has the mean of the area that each pixel covers, a larger one lies
 * between the nearest pixels. Each side on its own.
 *
 * @param into of the new size, without gaps
 */
export function scalePlane(from: Plane, into: Uint8Array, widthPx: number, heightPx: number): void {
  const across = planTaps(from.widthPx, widthPx);
  const down = planTaps(from.heightPx, heightPx);
  // Behind the last pixel there is nothing, and its weight is 0.
  const row = new Int32Array(from.widthPx + across.count);
  for (let y = 0; y < heightPx; y += 1) {
    addRows(from, down, y, row);
    scaleRow(row, across, into.subarray(y * widthPx, (y + 1) * widthPx));
  }
}

/** Adds up the rows of which a new one consists, two at a time: most new rows have no more. */
function addRows(from: Plane, down: Taps, y: number, row: Int32Array): void {
  const { bytes, offset, stride, step, widthPx, heightPx } = from;
  const lastRow = heightPx - 1;
  for (let tap = 0; tap < down.count; tap += 2) {
    const upper = down.weights[y * down.count + tap]!;
    const lower = tap + 1 < down.count ? down.weights[y * down.count + tap + 1]! : 0;
    if (tap > 0 && upper === 0 && lower === 0) continue;
    const rowAt = down.starts[y]! + tap;
    let upperAt = offset + Math.min(rowAt, lastRow) * stride;
    let lowerAt = offset + Math.min(rowAt + 1, lastRow) * stride;
    for (let x = 0; x < widthPx; x += 1) {
      const sum = upper * bytes[upperAt]! + lower * bytes[lowerAt]!;
      row[x] = tap === 0 ? sum : row[x]! + sum;
      upperAt += step;
      lowerAt += step;
    }
  }
  for (let x = 0; x < widthPx; x += 1) row[x] = (row[x]! + HALF) >> SHIFT;
}

function scaleRow(row: Int32Array, { count, weights, starts }: Taps, into: Uint8Array): void {
  let weightAt = 0;
  for (let x = 0; x < into.length; x += 1) {
    const at = starts[x]!;
    let sum = HALF + weights[weightAt]! * row[at]! + weights[weightAt + 1]! * row[at + 1]!;
    for (let tap = 2; tap < count; tap += 1) {
      sum += weights[weightAt + tap]! * row[at + tap]!;
    }
    weightAt += count;
    into[x] = sum >> SHIFT;
  }
}

function planTaps(length: number, newLength: number): Taps {
  const ratio = length / newLength;
  const count = ratio > 1 ? Math.ceil(ratio) + 1 : 2;
  const weights = new Int32Array(newLength * count);
  const starts = new Int32Array(newLength);
  for (let index = 0; index < newLength; index += 1) {
    const first = ratio > 1 ? index * ratio : Math.max(0, (index + 0.5) * ratio - 0.5);
    const start = Math.min(Math.floor(first), length - 1);
    starts[index] = start;
    let left = ONE;
    for (let tap = 0; tap < count && left > 0; tap += 1) {
      const isLast = tap === count - 1 || start + tap === length - 1;
      const part =
        ratio > 1
          ? (Math.min(first + ratio, start + tap + 1) - Math.max(first, start + tap)) / ratio
          : 1 - (first - start);
      const weight = isLast ? left : Math.min(left, Math.max(0, Math.round(part * ONE)));
      weights[index * count + tap] = weight;
      left -= weight;
    }
  }
  return { count, weights, starts };
}
