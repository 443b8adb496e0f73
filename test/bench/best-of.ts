import { type BenchRow, isMet } from "./bench-row";

/** How often rows that miss their target are measured. */
export const MAX_SERIES = 3;

/** Whether it is of use to measure the rows once more. */
export function needsAnother(series: readonly (readonly BenchRow[])[]): boolean {
  return series.length < MAX_SERIES && !bestOf(series).every(isMet);
}

/**
 * The least of each row over several series of measuring: what else a machine does adds to a time, and takes nothing from
 * it. Where there were several, the note lists what each of them found.
 */
export function bestOf(series: readonly (readonly BenchRow[])[]): readonly BenchRow[] {
  const [first = []] = series;
  return first.map((row) => {
    const same = series.flatMap((rows) => rows.filter(({ what }) => what === row.what));
    const best = same.reduce((least, one) => (one.reached < least.reached ? one : least), row);
    if (same.length === 1) return best;
    const found = same.map(({ reached }) => Number(reached.toPrecision(3))).join(", ");
    return { ...best, note: [best.note, `series: ${found}`].filter(Boolean).join("; ") };
  });
}
