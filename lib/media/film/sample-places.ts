import {
  childrenOf,
  MalformedFilm,
  type MemoryBox,
  readCount,
  viewOf,
} from "../strip/memory-boxes";
import type { SampleBudget } from "./sample-times";

/** One sample: where it lies in its file, and when it is shown, in ticks of its track. */
export interface PlacedSample {
  readonly startByte: number;
  readonly endByte: number;
  readonly shownTicks: number;
  readonly durationTicks: number;
  readonly isKey: boolean;
}

/**
 * Goes through the samples of a track in the order of decoding, each in constant time and memory.
 * Format: ISO/IEC 14496-12, 8.6 and 8.7.
 *
 * @param table the track's `stbl`
 * @param fileBytes how long the file is in which they lie
 * @throws {@link MalformedFilm} where the tables contradict each other, a sample lies outside of the file, or
 *   the budget is used up
 */
export function* eachSample(
  bytes: Uint8Array,
  table: MemoryBox,
  fileBytes: number,
  budget: SampleBudget,
): Generator<PlacedSample> {
  const boxes = new Map(childrenOf(bytes, table).map((box) => [box.type, box]));
  const sizes = tableOf(boxes.get("stsz"), bytes, 8, 0);
  const commonBytes = readCount(bytes, sizes.box, 4);
  if (commonBytes === 0) tableOf(sizes.box, bytes, 8, 4);
  const offsets = offsetsOf(boxes, bytes);
  const chunks = tableOf(boxes.get("stsc"), bytes, 4, 12);
  const durations = new Runs(tableOf(boxes.get("stts"), bytes, 4, 8), bytes, false);
  const shiftBox = boxes.get("ctts");
  const shifts =
    shiftBox === undefined ? null : new Runs(tableOf(shiftBox, bytes, 4, 8), bytes, true);
  const keyBox = boxes.get("stss");
  const keys = keyBox === undefined ? null : tableOf(keyBox, bytes, 4, 4);
  const view = viewOf(bytes);
  let sample = 0;
  let nextKey = 0;
  let decodeTicks = 0;
  let run = 0;
  for (let chunk = 1; chunk <= offsets.rows && sample < sizes.rows; chunk += 1) {
    while (run + 1 < chunks.rows && view.getUint32(chunks.at + 12 * (run + 1)) <= chunk) run += 1;
    if (chunks.rows === 0) throw new MalformedFilm();
    budget.left -= 1;
    const inChunk = Math.min(view.getUint32(chunks.at + 12 * run + 4), sizes.rows - sample);
    let startByte = offsets.read(chunk - 1);
    for (const last = sample + inChunk; sample < last; sample += 1) {
      budget.left -= 1;
      if (budget.left < 0) throw new MalformedFilm();
      const endByte = startByte + (commonBytes || view.getUint32(sizes.at + 4 * sample));
      if (endByte > fileBytes) throw new MalformedFilm();
      const isKey =
        keys === null ||
        (nextKey < keys.rows && view.getUint32(keys.at + 4 * nextKey) === sample + 1);
      if (isKey) nextKey += 1;
      const durationTicks = durations.next();
      if (durationTicks === null) throw new MalformedFilm();
      const shownTicks = decodeTicks + (shifts?.next() ?? 0);
      yield { startByte, endByte, shownTicks, durationTicks, isKey };
      decodeTicks += durationTicks;
      startByte = endByte;
    }
  }
  if (sample < sizes.rows) throw new MalformedFilm();
}

interface Table {
  readonly box: MemoryBox;
  readonly rows: number;
  /** Where in the array its rows begin. */
  readonly at: number;
}

/** @throws {@link MalformedFilm} where there is none, or it is shorter than its count of rows says */
function tableOf(
  box: MemoryBox | undefined,
  bytes: Uint8Array,
  countAt: number,
  rowBytes: number,
): Table {
  if (box === undefined) throw new MalformedFilm();
  const rows = readCount(bytes, box, countAt);
  const at = box.contentStart + countAt + 4;
  if (at + rows * rowBytes > box.end) throw new MalformedFilm();
  return { box, rows, at };
}

function offsetsOf(boxes: ReadonlyMap<string, MemoryBox>, bytes: Uint8Array) {
  const view = viewOf(bytes);
  const short = boxes.get("stco");
  if (short !== undefined) {
    const { rows, at } = tableOf(short, bytes, 4, 4);
    return { rows, read: (row: number) => view.getUint32(at + 4 * row) };
  }
  const { rows, at } = tableOf(boxes.get("co64"), bytes, 4, 8);
  return { rows, read: (row: number) => Number(view.getBigUint64(at + 8 * row)) };
}

/** Reads a table of runs, a count and a value in each row, one value for each sample. */
class Runs {
  readonly #table: Table;
  readonly #view: DataView;
  readonly #isSigned: boolean;
  #row = -1;
  #left = 0;

  constructor(table: Table, bytes: Uint8Array, isSigned: boolean) {
    this.#table = table;
    this.#view = viewOf(bytes);
    this.#isSigned = isSigned;
  }

  /** Null behind the last. */
  next(): number | null {
    const { rows, at } = this.#table;
    while (this.#left === 0) {
      this.#row += 1;
      if (this.#row >= rows) return null;
      this.#left = this.#view.getUint32(at + 8 * this.#row);
    }
    this.#left -= 1;
    const valueAt = at + 8 * this.#row + 4;
    return this.#isSigned ? this.#view.getInt32(valueAt) : this.#view.getUint32(valueAt);
  }
}
