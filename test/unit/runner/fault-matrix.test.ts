import { afterAll, describe, expect, it } from "vitest";
import { ENDPOINT_NAMES, LASTING_ENDPOINT_NAMES } from "../../faults/endpoints";
import { FAULT_NAMES } from "../../faults/fault-kinds";
import { EXPECTED_ENDS } from "../../faults/expected-ends";
import { LASTING_CALLS } from "../../faults/lasting-calls";
import { readTable, renderTable } from "../../faults/render-table";
import { runCell } from "../../faults/run-cell";

describe.each([
  ["once", 1, ENDPOINT_NAMES, EXPECTED_ENDS.once],
  ["and lasting", LASTING_CALLS, LASTING_ENDPOINT_NAMES, EXPECTED_ENDS.lasting],
] as const)("a fault, %s,", (length, times, endpoints, expected) => {
  const expectedEnds = readTable(expected);
  const ends = new Map<string, string>();

  afterAll(() => {
    const cell = (row: string, column: string) => ends.get(`${column} ${row}`);
    console.log(`\nA fault, ${length}:\n${renderTable("", endpoints, FAULT_NAMES, cell)}`);
  });

  for (const endpoint of endpoints) {
    describe(`of ${endpoint}`, () => {
      it.each(FAULT_NAMES)("as %s ends as expected, with one post in the end", async (fault) => {
        const { end, problems } = await runCell(endpoint, fault, times);
        ends.set(`${endpoint} ${fault}`, problems.length === 0 ? end : `${end} (!)`);
        expect(problems).toEqual([]);
        expect(end).toBe(expectedEnds.get(fault)?.get(endpoint));
      });
    });
  }
});
