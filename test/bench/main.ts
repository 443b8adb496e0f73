import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import buildExtension from "../browser/build-extension";
import { EXTENSION_DIR, startExtensionWorld } from "../browser/extension-world";
import { atOnceProcessing } from "../x-server/processing-clock";
import { defaultUser } from "../x-server/x-user";
import { type BenchRow, isMet, type UploadResult } from "./bench-row";
import { measureBundles } from "./measure-bundles";
import { measureConversion } from "./measure-conversion";
import { measureMemory } from "./measure-memory";
import { measurePolls } from "./measure-polls";
import { measurePopupPaint } from "./measure-popup-paint";
import { measureImage, measurePost } from "./measure-post";
import { measureWorkerStart } from "./measure-worker-start";
import { renderChart } from "./render-chart";
import { renderReport, rowsOfUploads } from "./render-report";
import { measureClickToReady, runExtension } from "./run-extension";
import { PEER_USER, PEERS, runPeer } from "./run-peer";
import { UPLOAD_CASES } from "./upload-cases";

const PARTS = [
  "bundles",
  "upload",
  "ready",
  "post",
  "polls",
  "convert",
  "memory",
  "worker",
  "popup",
] as const;

/**
 * `npm run bench` measures everything and writes `docs/bench.json` and `docs/bench.svg`; `--quick`
 * leaves out the largest file, the slowest link and the memory; `--only upload,popup` measures some
 * parts. Only a whole run is written down.
 */
const { values } = parseArgs({
  options: { quick: { type: "boolean", default: false }, only: { type: "string" } },
});
const parts = values.only?.split(",") ?? PARTS.filter((part) => !values.quick || part !== "memory");
const isWanted = (part: (typeof PARTS)[number]) => parts.includes(part);
const cases = values.quick ? UPLOAD_CASES.slice(0, 2) : UPLOAD_CASES;

const isWhole = values.only === undefined && !values.quick;
if (isWhole) console.log("This takes about 5 minutes. It wants a machine with nothing else to do.");
await buildExtension();
const rows: BenchRow[] = [];
const uploads: UploadResult[] = [];
const world = await startExtensionWorld({
  x: { keepBytes: false, processing: atOnceProcessing, users: [defaultUser, PEER_USER] },
});
try {
  await world.signIn();
  if (isWanted("upload")) {
    for (const upload of cases) {
      say(upload.name);
      uploads.push(await runExtension(upload, "stored", world));
      uploads.push(await runExtension(upload, "coming", world));
      for (const peer of PEERS) {
        await world.clear();
        world.x.change({
          latencyMs: upload.link.roundTripMs,
          bandwidthBitsPerSecond: upload.link.bitsPerSecond,
        });
        uploads.push(await runPeer(peer, upload, world.x));
      }
    }
    rows.push(...rowsOfUploads(uploads, new Map(cases.map((it) => [it.name, it.target]))));
  }
  const [usual] = UPLOAD_CASES;
  if (isWanted("ready") && usual !== undefined) {
    say("click to ready");
    rows.push(await measureClickToReady(usual, world));
  }
  if (isWanted("post")) {
    say("posting");
    rows.push(await measurePost(world), await measureImage(world));
  }
  if (isWanted("polls")) {
    say("polls");
    rows.push(...(await measurePolls(world)));
  }
  if (isWanted("convert")) {
    say("conversion");
    rows.push(await measureConversion(world));
  }
  if (isWanted("memory")) {
    say("memory");
    rows.push(...(await measureMemory(world)));
  }
  if (isWanted("worker")) rows.push(await measureWorkerStart(world));
  if (isWanted("popup")) {
    say("popup");
    rows.push(...(await measurePopupPaint(world)));
  }
} finally {
  await world.close();
}
if (isWanted("bundles")) rows.push(...measureBundles(EXTENSION_DIR));

console.log(`\n${renderReport({ rows, uploads })}`);
if (isWhole) {
  write("bench.json", `${JSON.stringify({ rows, uploads }, null, 2)}\n`);
  write("bench.svg", renderChart(uploads));
}
if (!rows.every(isMet)) process.exitCode = 1;

function say(what: string): void {
  const tookSecs = Math.round(performance.now() / 1000);
  console.log(`${String(tookSecs).padStart(4)} s  measuring: ${what}`);
}

function write(name: string, content: string): void {
  writeFileSync(fileURLToPath(new URL(`../../docs/${name}`, import.meta.url)), content);
}
