import type { EndpointName } from "./endpoints";
import { FAULT_NAMES, type FaultName } from "./fault-kinds";
import { readTable } from "./render-table";

/** An end that more faults than this lead to is tried with two of them. */
const MANY_FAULTS = 12;

/**
 * Chooses cells of a table so that each endpoint comes to each of its ends, and each fault befalls some
 * endpoint: the faults of each endpoint, by its name. Cells that lead to the same end of the same call take the same way; `npm run
 * fault-matrix` runs them all.
 */
export function coveringFaults(
  endpoints: readonly EndpointName[],
  expected: string,
): ReadonlyMap<EndpointName, readonly FaultName[]> {
  const ends = readTable(expected);
  const uses = new Map<FaultName, number>();
  const chosen = new Map<EndpointName, FaultName[]>();
  for (const endpoint of endpoints) {
    const endOf = (fault: FaultName) => ends.get(fault)?.get(endpoint);
    const faults = [...new Set(FAULT_NAMES.map(endOf))].flatMap((end) => {
      const same = FAULT_NAMES.filter((fault) => endOf(fault) === end);
      return leastUsed(same, uses).slice(0, same.length > MANY_FAULTS ? 2 : 1);
    });
    for (const fault of faults) uses.set(fault, (uses.get(fault) ?? 0) + 1);
    chosen.set(endpoint, faults);
  }
  return chosen;
}

function leastUsed(
  faults: readonly FaultName[],
  uses: ReadonlyMap<FaultName, number>,
): readonly FaultName[] {
  return faults.toSorted((a, b) => (uses.get(a) ?? 0) - (uses.get(b) ?? 0));
}
