import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import buildExtension from "../browser/build-extension";
import { type ExtensionWorld, startExtensionWorld } from "../browser/extension-world";
import { MadeMedia } from "../browser/media/made-media";
import { showMedium } from "../quality/measure-row";
import { takeMedium } from "../quality/take-medium";
import { atOnceProcessing } from "../x-server/processing-clock";
import { judgeArrival, judgeRefusal, renderRow, type TableRow } from "./judge-row";
import { makeNeighbours, type Neighbour } from "./neighbours";
import { runInNode } from "./run-in-node";

/*
 * `npm run media-table`: files that are nearly as usual (end marks missing, bytes behind, late clocks, edit lists,
 * fragments, drawings in odd spellings), damaged, or of an unusual kind, or else every file of `--folder`. Prints what arrives
 * at X, its length, its frames, and how it compares with what ffmpeg makes of the file. What needs no decoder runs
 * here; the rest by a real right click in the real browser, unless `--no-browser`. `--only` takes a pattern of names.
 */

const { values } = parseArgs({
  options: {
    folder: { type: "string" },
    only: { type: "string", default: "" },
    "no-browser": { type: "boolean", default: false },
  },
});

const made = new MadeMedia();
const only = new RegExp(values.only);
const isWanted = (name: string) => only.test(name);
const cases: readonly Neighbour[] = (
  values.folder === undefined ? makeNeighbours(made, isWanted) : readFolder(values.folder)
).filter(({ name }) => isWanted(name));
const rows: TableRow[] = [];
const worlds: ExtensionWorld[] = [];
try {
  for (const one of cases) {
    made.write(fileNameOf(one), one.bytes);
    rows.push(await run(one));
    console.log(renderRow(rows.at(-1) ?? { name: one.name, outcome: "" }));
  }
} finally {
  await worlds[0]?.close();
  made.remove();
}
const faults = rows.filter(({ fault }) => fault !== undefined).length;
console.log(`\n${rows.length} files, ${faults} wrong`);
process.exit(faults === 0 ? 0 : 1);

async function run(one: Neighbour): Promise<TableRow> {
  try {
    const outcome = await runInNode(one.bytes.slice());
    if (outcome.kind === "refused") return await refuse(one, outcome.code);
    if (outcome.kind === "arrives") {
      const path = `arrived-${fileNameOf(one)}`;
      made.write(path, outcome.bytes);
      return judgeArrival(made, one, outcome.way, made.path(path));
    }
    if (values["no-browser"]) return { name: one.name, outcome: "takes a browser" };
    const world = worlds[0] ?? (await startWorld());
    const construct = isFilm(one) ? "made-video" : "made-image";
    const way = one.hasNoPictureHere === true ? "own-file" : construct;
    const received = await takeMedium(world, made, fileNameOf(one), way);
    return typeof received === "string"
      ? await refuse(one, received)
      : judgeArrival(made, one, `converted, ${received.mediaType}`, received.path);
  } catch (failure) {
    if (!(failure instanceof Error)) throw failure;
    const [reason = ""] = failure.message.split("\n");
    return { name: one.name, outcome: "did not end", fault: reason };
  }
}

/** Of a strange file nobody has said whether it is shown: the browser is asked. */
async function refuse(one: Neighbour, code: string): Promise<TableRow> {
  if (one.isStrange !== true || values["no-browser"]) return judgeRefusal(one, code);
  const world = worlds[0] ?? (await startWorld());
  const kind = isFilm(one) ? "video" : "img";
  const shown = await showMedium(world, made, fileNameOf(one), kind, 0);
  return judgeRefusal({ ...one, shownAs: shown && fileNameOf(one) }, code);
}

function isFilm({ name }: Neighbour): boolean {
  return /\.(?:mp4|m4v|mov|mkv|webm|ts|3gp)$/.test(name);
}

async function startWorld(): Promise<ExtensionWorld> {
  await buildExtension();
  const started = await startExtensionWorld({ x: { processing: atOnceProcessing } });
  worlds.push(started);
  await started.signIn();
  return started;
}

/** One that a server can have. */
function fileNameOf({ name }: Pick<Neighbour, "name">): string {
  return `case-${name.replaceAll(/[^\w.-]+/g, "-")}`;
}

/** Pages and lists are tried by the browser tests: a folder's media are read. */
function readFolder(folder: string): Neighbour[] {
  return readdirSync(folder)
    .filter((name) => !/\.(?:html|m3u8)$/.test(name) && statSync(join(folder, name)).isFile())
    .map((name) => ({
      name,
      bytes: new Uint8Array(readFileSync(join(folder, name))),
      isStrange: true as const,
    }))
    .map((one) => ({ ...one, shownAs: hasHtml(one) ? null : fileNameOf(one) }));
}

/** Of HTML in a drawing ffmpeg shows nothing: there is nothing to compare with. */
function hasHtml({ name, bytes }: Pick<Neighbour, "name" | "bytes">): boolean {
  return name.endsWith(".svg") && Buffer.from(bytes).includes("foreignObject");
}
