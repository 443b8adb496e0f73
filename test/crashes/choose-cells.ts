import { Random } from "../chaos/random";
import type { Cell } from "./run-cell";
import { kindOf } from "./stop-point";

/** One cell of each kind of moment: which subject and which repetition, the seed decides. */
export function chooseCells(cells: readonly Cell[], seed: number): readonly Cell[] {
  const random = new Random(seed);
  const kinds = new Set(cells.map(({ point }) => kindOf(point)));
  return [...kinds].flatMap((kind) => {
    const [first, ...others] = cells.filter(({ point }) => kindOf(point) === kind);
    return first === undefined ? [] : [random.pick([first, ...others])];
  });
}
