import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  EXTENSION_DIR,
  type ExtensionWorld,
  startExtensionWorld,
} from "../browser/extension-world";
import { atOnceProcessing } from "../x-server/processing-clock";
import { defaultUser } from "../x-server/x-user";
import { type BenchRow, isMet, type UploadResult } from "./bench-row";
import { bestOf, MAX_SERIES, needsAnother } from "./best-of";
import { measureBundles } from "./measure-bundles";
import { measureConversion } from "./measure-conversion";
import { measureEdit } from "./measure-edit";
import { measureMemory } from "./measure-memory";
import { measurePolls } from "./measure-polls";
import { measurePopupPaint } from "./measure-popup-paint";
import { measureImage, measurePost } from "./measure-post";
import { measureWorkerStart } from "./measure-worker-start";
import { MortalWorld } from "./mortal-world";
import { renderChart } from "./render-chart";
import { renderReport, rowsOfUploads } from "./render-report";
import { measureClickToReady, runExtension } from "./run-extension";
import { PEER_USER, PEERS, runPeer } from "./run-peer";
import { UPLOAD_CASES, type UploadCase } from "./upload-cases";
import { waitForQuiet } from "./wait-for-quiet";

const PARTS = [
  "bundles",
  "upload",
  "ready",
  "post",
  "polls",
  "convert",
  "edit",
  "memory",
  "worker",
  "popup",
] as const;

/** What takes longer has no end. */
const MEASURED_WITHIN_MS = 300_000;

/**
 * `npm run bench` measures everything and writes `docs/bench.json` and `docs/bench.svg`; `--quick`
 * leaves out the largest file, the slowest link and the memory; `--only upload,popup` measures some
 * parts. Only a whole run is written down. It comes to its end on any machine: what dies is counted
 * and measured again in a fresh browser, what does not end is given up. A time that misses its target
 * is measured up to three times, and the least counts.
 */
const { values } = parseArgs({
  options: { quick: { type: "boolean", default: false }, only: { type: "string" } },
});
const parts = values.only?.split(",") ?? PARTS.filter((part) => !values.quick || part !== "memory");
const isWanted = (part: (typeof PARTS)[number]) => parts.includes(part);
const cases = values.quick ? UPLOAD_CASES.slice(0, 2) : UPLOAD_CASES;

const isWhole = values.only === undefined && !values.quick;
if (isWhole) console.log("This takes about 7 minutes. It wants a machine with nothing else to do.");
// In a process of its own: beside the builder's memory each collection in this one, which is the site and X as well,
// takes the processor from the browser for so long that it shows.
execFileSync("npm", ["run", "build"], { stdio: "pipe" });
const rows: BenchRow[] = [];
const uploads: UploadResult[] = [];
const mortal = new MortalWorld(async () => {
  const world = await startExtensionWorld({
    x: { keepBytes: false, processing: atOnceProcessing, users: [defaultUser, PEER_USER] },
  });
  await world.signIn();
  return world;
});
try {
  if (isWanted("upload")) {
    for (const upload of cases) {
      for (const beginning of ["stored", "coming"] as const) {
        uploads.push(...(await measureUpload(upload, beginning)));
      }
      for (const peer of PEERS) {
        uploads.push(
          ...(await measure(`${upload.name}, ${peer}`, async (world) => {
            await world.clear();
            world.x.change({
              latencyMs: upload.link.roundTripMs,
              bandwidthBitsPerSecond: upload.link.bitsPerSecond,
            });
            return runPeer(peer, upload, world.x);
          })),
        );
      }
    }
    rows.push(...rowsOfUploads(uploads, cases));
  }
  const [usual] = UPLOAD_CASES;
  if (isWanted("ready") && usual !== undefined) {
    rows.push(
      ...(await measureBest("click to ready", (world) => measureClickToReady(usual, world))),
    );
  }
  if (isWanted("post")) {
    rows.push(...(await measureBest("posting", measurePost)));
    rows.push(...(await measureBest("an image from click to post", measureImage)));
  }
  if (isWanted("polls")) rows.push(...(await measure("polls", measurePolls)).flat());
  if (isWanted("convert")) rows.push(...(await measure("conversion", measureConversion)));
  if (isWanted("edit")) rows.push(...(await measure("editor", measureEdit)).flat());
  if (isWanted("memory")) rows.push(...(await measure("memory", measureMemory)).flat());
  if (isWanted("worker")) rows.push(...(await measureBest("worker start", measureWorkerStart)));
  if (isWanted("popup")) rows.push(...(await measureBest("popup", measurePopupPaint)));
} finally {
  await mortal.close();
}
if (isWanted("bundles")) rows.push(...measureBundles(EXTENSION_DIR));
rows.push({
  what: "deaths of the process",
  unit: "count",
  target: 0,
  reached: mortal.deaths,
  note: "the extension's process, while it was measured",
});

console.log(`\n${renderReport({ rows, uploads })}`);
for (const problem of mortal.problems) console.log(`NOT MEASURED  ${problem}`);
const isComplete = mortal.problems.length === 0;
if (isWhole && isComplete) {
  write("bench.json", `${JSON.stringify({ rows, uploads }, null, 2)}\n`);
  write("bench.svg", renderChart(uploads));
}
// A world that was given up may still hold timers and sockets.
process.exit(isComplete && rows.every(isMet) ? 0 : 1);

/** The outcome, or nothing when there is none; a death is counted and the measuring repeated. */
async function measure<T>(
  what: string,
  task: (world: ExtensionWorld) => Promise<T>,
): Promise<readonly T[]> {
  say(what);
  await waitForQuiet();
  const outcome = await mortal.measure(what, MEASURED_WITHIN_MS, task);
  return outcome === null ? [] : [outcome];
}

/** The same for one upload, again where it misses its target: see {@link bestOf}. */
async function measureUpload(
  upload: UploadCase,
  beginning: "stored" | "coming",
): Promise<readonly UploadResult[]> {
  const target = beginning === "stored" ? upload.target : (upload.coming?.target ?? Infinity);
  let best: UploadResult | null = null;
  for (let series = 1; series <= MAX_SERIES; series += 1) {
    const name = `${upload.name}, ${beginning}${series === 1 ? "" : ", once more"}`;
    const [result] = await measure(name, (world) => runExtension(upload, beginning, world));
    if (result !== undefined && result.ratio < (best?.ratio ?? Infinity)) best = result;
    if (result === undefined || result.ratio <= target) break;
  }
  return best === null ? [] : [best];
}

/** The same for rows of times, again where one misses: each thing that the machine does beside them shows in them. */
async function measureBest(
  what: string,
  task: (world: ExtensionWorld) => Promise<readonly BenchRow[]>,
): Promise<readonly BenchRow[]> {
  const series = [...(await measure(what, task))];
  while (needsAnother(series)) {
    const another = await measure(`${what}, once more`, task);
    if (another.length === 0) break;
    series.push(...another);
  }
  return bestOf(series);
}

function say(what: string): void {
  const tookSecs = Math.round(performance.now() / 1000);
  console.log(`${String(tookSecs).padStart(4)} s  measuring: ${what}`);
}

function write(name: string, content: string): void {
  writeFileSync(fileURLToPath(new URL(`../../docs/${name}`, import.meta.url)), content);
}
