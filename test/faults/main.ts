import "fake-indexeddb/auto";
import { ENDPOINT_NAMES, type EndpointName, LASTING_ENDPOINT_NAMES } from "./endpoints";
import { EXPECTED_ENDS } from "./expected-ends";
import { FAULT_NAMES } from "./fault-kinds";
import { LASTING_CALLS } from "./lasting-calls";
import { readTable, renderTable } from "./render-table";
import { runCell } from "./run-cell";

// The local X makes its own certificate; nothing but loopback addresses is reached.
process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
process.removeAllListeners("warning");

let unexpected = 0;
let cells = 0;
const startedMs = performance.now();

/** Runs every endpoint with every fault; a cell that is not as expected says both. */
async function printMatrix(
  title: string,
  times: number,
  endpoints: readonly EndpointName[],
  expected: string,
): Promise<void> {
  const expectedEnds = readTable(expected);
  const ends = new Map<string, string>();
  for (const endpoint of endpoints) {
    for (const fault of FAULT_NAMES) {
      const wanted = expectedEnds.get(fault)?.get(endpoint) ?? "(nothing)";
      const found = await wordsOf(() => runCell(endpoint, fault, times));
      cells += 1;
      if (found !== wanted) unexpected += 1;
      ends.set(
        `${endpoint} ${fault}`,
        found === wanted ? found : `UNEXPECTED: ${found}, not ${wanted}`,
      );
    }
    if (process.stderr.isTTY) process.stderr.write(`\r${cells} cells`);
  }
  const cell = (row: string, column: string) => ends.get(`${column} ${row}`);
  console.log(`\n${title}\n\n${renderTable("", endpoints, FAULT_NAMES, cell)}`);
}

async function wordsOf(run: () => ReturnType<typeof runCell>): Promise<string> {
  try {
    const { end, problems } = await run();
    return [end, ...problems].join("; ");
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

await printMatrix("A fault that befalls one call:", 1, ENDPOINT_NAMES, EXPECTED_ENDS.once);
await printMatrix(
  "A fault that lasts until the job rests:",
  LASTING_CALLS,
  LASTING_ENDPOINT_NAMES,
  EXPECTED_ENDS.lasting,
);
const seconds = Math.round((performance.now() - startedMs) / 1000);
console.log(`\n${cells} cells in ${seconds} s`);
console.log(`unexpected  ${unexpected}`);
process.exit(unexpected === 0 ? 0 : 1);
