import type { EndpointName } from "./endpoints";
import { FAULT_NAMES, type FaultName } from "./fault-kinds";
import { readTable } from "./render-table";

/** The call with which most can go wrong: what befalls no other one befalls it. */
const FOR_THE_REST: EndpointName = "createPost";

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
      return leastUsed(
        FAULT_NAMES.filter((fault) => endOf(fault) === end),
        uses,
      ).slice(0, 1);
    });
    for (const fault of faults) uses.set(fault, (uses.get(fault) ?? 0) + 1);
    chosen.set(endpoint, faults);
  }
  const rest = FAULT_NAMES.filter((fault) => !uses.has(fault));
  return chosen.set(FOR_THE_REST, [...(chosen.get(FOR_THE_REST) ?? []), ...rest]);
}

function leastUsed(
  faults: readonly FaultName[],
  uses: ReadonlyMap<FaultName, number>,
): readonly FaultName[] {
  return faults.toSorted((a, b) => (uses.get(a) ?? 0) - (uses.get(b) ?? 0));
}
