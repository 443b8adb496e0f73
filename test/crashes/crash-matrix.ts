import { renderTable } from "../faults/render-table";
import type { CrashWorld } from "./crash-world";
import { discoverPoints } from "./discover-points";
import { type Cell, type CellVerdict, runCell } from "./run-cell";
import { columnOf, rowOf } from "./stop-point";
import { SUBJECT_NAMES } from "./subjects";

/** A cell and what came of it. */
export interface CellResult extends Cell {
  readonly verdict: CellVerdict;
}

/**
 * How often a cell is tried that tells nothing: how many acknowledgements are stored together, say,
 * is a matter of time.
 */
const MAX_TRIES = 3;

/** Every cell there is: each request and each stored change of one undisturbed post of each subject. */
export async function listCells(world: CrashWorld): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  for (const subject of SUBJECT_NAMES) {
    const points = await discoverPoints(world, subject);
    cells.push(...points.map((point) => ({ subject, point })));
  }
  return cells;
}

/** Runs the cells one after another; `onResult` hears of each. */
export async function runCells(
  world: CrashWorld,
  cells: readonly Cell[],
  onResult: (result: CellResult) => void = () => {},
): Promise<readonly CellResult[]> {
  const results: CellResult[] = [];
  for (const cell of cells) {
    let verdict = await runCell(world, cell);
    for (let tries = 1; tries < MAX_TRIES && verdict.isVoid; tries += 1) {
      verdict = await runCell(world, cell);
    }
    const result = { ...cell, verdict };
    results.push(result);
    onResult(result);
  }
  return results;
}

/** The results as a table for each subject: moments in rows, `before` and `after` them in columns. */
export function renderCrashTables(results: readonly CellResult[]): string {
  return SUBJECT_NAMES.map((name) => results.filter(({ subject }) => subject === name))
    .filter((own) => own.length > 0)
    .map((own) => {
      const rows = [...new Set(own.map(({ point }) => rowOf(point)))];
      const cellOf = (row: string, column: string) => {
        const result = own.find(({ point }) => rowOf(point) === row && columnOf(point) === column);
        return result && wordsOf(result.verdict);
      };
      return renderTable(own[0]?.subject ?? "", ["before", "after"], rows, cellOf);
    })
    .join("\n\n");
}

function wordsOf({ sentAgain, problems, isVoid }: CellVerdict): string {
  if (isVoid && problems.length === 0) return "not reached";
  if (problems.length > 0) return `UNEXPECTED: ${problems.join("; ")}`;
  return sentAgain === 0 ? "one post" : `one post, ${sentAgain} sent again`;
}

/** What a whole run comes to: `isGood` when every cell is as expected and nearly every one was reached. */
export function summarize(results: readonly CellResult[]): {
  readonly unexpected: number;
  readonly notReached: number;
  readonly isGood: boolean;
} {
  const verdicts = results.map(({ verdict }) => verdict);
  const unexpected = verdicts.filter(({ problems }) => problems.length > 0).length;
  const notReached = verdicts.filter(({ isVoid }) => isVoid).length;
  const isGood = unexpected === 0 && notReached <= results.length * MAX_MISSED;
  return { unexpected, notReached, isGood };
}

/** More missed moments than this part of all would say that the matrix looks in the wrong places. */
const MAX_MISSED = 0.1;
