import { extname } from "node:path";
import { parseArgs } from "node:util";
import buildExtension from "../browser/build-extension";
import type { Gallery } from "../pages/start-gallery";
import { startChromiumViewer } from "./chromium-viewer";
import { FilmPackage } from "./film-package";
import { startFirefoxViewer } from "./firefox-viewer";
import { WORDS, WORDS_LIST } from "./made-lists";
import type { PlayerOutcome, PlayerRow, RowScene } from "./player-row";
import { describeOutcome, renderOutcomes } from "./render-outcomes";
import { ROWS } from "./rows";
import { runRow } from "./run-row";

/*
 * `npm run players`: a film packaged by ffmpeg in every way in which real players play it, taken by a real right click and
 * posted to the local X, in both browsers; and what happens where something dies, is missing or is locked. Prints what
 * came of each, and fails where one is not as it must be. `--browser` takes a part of a name, `--row` an expression for the
 * container and what happens.
 */

const { values } = parseArgs({
  options: {
    browser: { type: "string", default: "" },
    row: { type: "string", default: "" },
  },
});

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".m3u8": "application/vnd.apple.mpegurl",
  ".mpd": "application/dash+xml",
  ".ts": "video/mp2t",
  ".m4s": "video/iso.segment",
  ".mp4": "video/mp4",
};

await told("The extension is built", buildExtension);
const startedMs = performance.now();
const film = await told("The film is packaged", () => Promise.resolve(new FilmPackage()));
const outcomes: PlayerOutcome[] = [];
try {
  for (const [name, start] of [
    ["Chromium", startChromiumViewer],
    ["Firefox", startFirefoxViewer],
  ] as const) {
    if (!name.toLowerCase().includes(values.browser.toLowerCase())) continue;
    const { viewer, gallery } = await told(`${name} is started`, start);
    try {
      offerFilm(gallery);
      const scene = { viewer, gallery, film };
      for (const row of ROWS.filter(isWanted)) {
        if (row.happens === "the browser dies" && viewer.restart === undefined) continue;
        if (row.isForSecurePages === true && viewer.name === "Firefox") continue;
        const outcome = await attempt(scene, row);
        outcomes.push(outcome);
        console.log(describeOutcome(outcome));
        gallery.shapeLink({ latencyMs: 0, bandwidthBitsPerSecond: Infinity });
      }
    } finally {
      await viewer.close();
    }
  }
} finally {
  film.remove();
}
const broken = outcomes.filter(({ faults }) => faults.length > 0).length;
console.log(`\n${renderOutcomes(outcomes)}\n`);
console.log(
  `${outcomes.length} rows in ${Math.round((performance.now() - startedMs) / 1000)} s, ${broken} of them wrong`,
);
process.exit(broken === 0 ? 0 : 1);

/** Tells how long what comes before the first row has taken: minutes, where the machine does other things besides. */
async function told<T>(what: string, task: () => Promise<T>): Promise<T> {
  const beganMs = performance.now();
  const made = await task();
  console.log(`${what} (${Math.round((performance.now() - beganMs) / 1000)} s)`);
  return made;
}

function isWanted({ container, happens = "" }: PlayerRow): boolean {
  return new RegExp(values.row, "i").test(`${container} ${happens}`);
}

function offerFilm(gallery: Gallery): void {
  for (const name of film.list()) {
    gallery.offerFile(name, () => {
      const bytes = film.bytes(name);
      const contentType = CONTENT_TYPES[extname(name)] ?? "application/octet-stream";
      return { contentType, totalBytes: bytes.length, chunks: () => [bytes] };
    });
  }
  for (const [name, text] of [
    ["words.m3u8", WORDS_LIST],
    ["words.vtt", WORDS],
  ] as const) {
    const type = name.endsWith("vtt") ? "text/vtt" : "application/vnd.apple.mpegurl";
    gallery.offer(name, type, new TextEncoder().encode(text));
  }
}

/** A row that does not come to its end is a fault of its own. */
async function attempt(scene: RowScene, row: PlayerRow): Promise<PlayerOutcome> {
  const beganMs = performance.now();
  try {
    return await runRow(scene, row);
  } catch (failure) {
    if (!(failure instanceof Error)) throw failure;
    const [reason = ""] = failure.message.split("\n");
    return {
      row,
      browser: scene.viewer.name,
      ends: [],
      promisedSecs: null,
      gotSecs: null,
      streams: "-",
      fetchedBytes: 0,
      neededBytes: 0,
      made: "-",
      tookMs: performance.now() - beganMs,
      faults: [`did not end: ${reason}`],
    };
  }
}
