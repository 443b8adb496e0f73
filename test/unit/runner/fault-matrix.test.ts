import { describe, expect, it } from "vitest";
import { coveringFaults } from "../../faults/covering-faults";
import { ENDPOINT_NAMES, LASTING_ENDPOINT_NAMES } from "../../faults/endpoints";
import { FAULT_NAMES } from "../../faults/fault-kinds";
import { EXPECTED_ENDS } from "../../faults/expected-ends";
import { LASTING_CALLS } from "../../faults/lasting-calls";
import { readTable } from "../../faults/render-table";
import { runCell } from "../../faults/run-cell";

// Every cell is run by `npm run fault-matrix`.
describe.each([
  ["once", 1, ENDPOINT_NAMES, EXPECTED_ENDS.once],
  ["and lasting", LASTING_CALLS, LASTING_ENDPOINT_NAMES, EXPECTED_ENDS.lasting],
] as const)("a fault, %s,", (_length, times, endpoints, expected) => {
  const expectedEnds = readTable(expected);
  const cells = coveringFaults(endpoints, expected);

  for (const [endpoint, faults] of cells) {
    describe(`of ${endpoint}`, () => {
      it.each(faults)("as %s ends as expected, with one post in the end", async (fault) => {
        expect(await runCell(endpoint, fault, times)).toEqual({
          end: expectedEnds.get(fault)?.get(endpoint),
          problems: [],
        });
      });
    });
  }

  it("is of each kind at least once, and leads each call to each of its ends", () => {
    const tried = new Set([...cells.values()].flat());
    expect(FAULT_NAMES.filter((fault) => !tried.has(fault))).toEqual([]);
    for (const [endpoint, faults] of cells) {
      const endsOf = (names: readonly string[]) =>
        new Set(names.map((name) => expectedEnds.get(name)?.get(endpoint)));
      expect(endsOf(faults)).toEqual(endsOf(FAULT_NAMES));
    }
  });
});
