import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { probeMedia } from "../browser/media/probe-media";
import { FILM_SECS, FRAMES_PER_SEC, PIECE_SECS } from "./film-package";
import { ofExtension, type PlayerOutcome, type PlayerRow, type RowScene } from "./player-row";
import { joinedMs } from "./stages";
import type { FilmEnd } from "./viewer";

/** More than this is fetched for nothing. */
const MAX_BYTES_RATIO = 1.15;

/** Has the person watch the film, click it and post it, and looks what came of it. */
export async function runRow(scene: RowScene, row: PlayerRow): Promise<PlayerOutcome> {
  const { viewer, gallery } = scene;
  await viewer.clear();
  // What is timed waits for nobody's answer.
  if (row.hides !== undefined || row.withinTimes !== undefined) await allowAhead(scene);
  row.prepare?.(scene);
  const title = await viewer.watch(addressOf(row, scene)).catch((failure: unknown) => {
    if (row.isUnplayable === true) return "";
    throw failure;
  });
  const faults: string[] = [];
  if (!title.startsWith("playing") && row.isUnplayable !== true) faults.push(`player: ${title}`);
  await row.beforeClick?.(scene);
  gallery.clearRequests();
  const clickedMs = performance.now();
  await viewer.tweet();
  await row.afterClick?.(scene);
  const stages = row.withinTimes === undefined ? null : await viewer.stages();
  const ends: FilmEnd[] = [await viewer.end()];
  if (ends[0] === "failed: permission-refused" && row.mend === undefined) {
    // Firefox's click opens the page's site to the page alone. Once for all rows.
    await viewer.allowSite("http://gallery.test/*");
    ends.push(await viewer.end());
  }
  if (ends[0] !== "ready" && row.mend !== undefined) {
    await row.mend(scene, ends[0] ?? "ready");
    ends.push(await viewer.end());
  }
  const tookMs = performance.now() - clickedMs;
  const end = ends.at(-1) ?? "ready";
  const expected = row.ends ?? "ready";
  if (end !== expected) faults.push(`expected ${expected}`);
  const bytes = countBytes(scene, row);
  const nothing = { promisedSecs: null, gotSecs: null, streams: "-", made: "-" };
  const base = { row, browser: viewer.name, ends, tookMs, ...bytes };
  if (end !== "ready") return { ...base, ...nothing, faults };
  const wait = stages && { stages, piecesMs: await fetchPieces(scene, row) };
  if (wait !== null && joinedMs(wait.stages) > wait.piecesMs * (row.withinTimes ?? Infinity)) {
    faults.push("waited too long");
  }
  const film = judgeFilm(scene, row);
  await viewer.post();
  // Pieces that were asked for when something died are asked for again.
  const isCalm = row.afterClick === undefined;
  if (isCalm && bytes.fetchedBytes > bytes.neededBytes * MAX_BYTES_RATIO) {
    faults.push("fetched too much");
  }
  const all = [...faults, ...film.faults];
  return { ...base, ...film, ...(wait !== null && { wait }), faults: all };
}

function addressOf(row: PlayerRow, { gallery }: RowScene): string {
  if (row.construct !== undefined) return gallery.constructUrl(row.construct);
  const query = new URLSearchParams({
    with: row.player,
    list: `${row.origin ?? ""}/made/${row.list}`,
    lang: row.language ?? "",
    sound: row.chosen ?? "",
    hides: row.hides ?? "",
  });
  return gallery.constructUrl("player", `?${query}`);
}

/** The person allows the page's own site before: by a film of it that another site's page plays. */
async function allowAhead({ viewer, gallery }: RowScene): Promise<void> {
  const query = "?with=hls&list=http://gallery.test/made/fmp4/list.m3u8";
  const address = gallery.constructUrl("player", query).replace("gallery.test", "cdn.test");
  await viewer.watch(address);
  await viewer.tweet();
  if ((await viewer.end()) !== "ready") {
    await viewer.allowSite("http://gallery.test/*");
    await viewer.end();
  }
  await viewer.clear();
}

function countBytes(
  { gallery, film }: RowScene,
  { needs }: PlayerRow,
): Pick<PlayerOutcome, "fetchedBytes" | "neededBytes"> {
  const files = new Set(film.list());
  // What was refused costs nothing.
  const answered = ofExtension(gallery.requests).filter(({ status = 200 }) => status < 400);
  const sizes = answered.map(({ path, range }) => {
    const name = path.slice("/made/".length);
    const [, start, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? "") ?? [];
    const bytes =
      last === undefined
        ? files.has(name)
          ? film.bytes(name).length
          : 0
        : Number(last) - Number(start) + 1;
    return { key: `${path} ${range ?? ""}`, isNeeded: needs.test(name), bytes };
  });
  const sum = (all: readonly { readonly bytes: number }[]) =>
    all.reduce((total, { bytes }) => total + bytes, 0);
  const needed = new Map(
    sizes.filter(({ isNeeded }) => isNeeded).map((request) => [request.key, request]),
  );
  return { fetchedBytes: sum(sizes), neededBytes: sum([...needed.values()]) };
}

/** How long it takes to fetch the needed pieces alone, four side by side as the extension does. */
async function fetchPieces({ gallery }: RowScene, { needs }: PlayerRow): Promise<number> {
  const paths = ofExtension(gallery.requests).map(({ path }) => path);
  const pieces = [...new Set(paths)].filter((path) => needs.test(path.slice("/made/".length)));
  const left = pieces.values();
  const beganMs = performance.now();
  const fetchNext = async () => {
    for (const path of left) {
      await (await fetch(`http://127.0.0.1:${gallery.port}${path}`)).arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: 4 }, fetchNext));
  return performance.now() - beganMs;
}

function judgeFilm(
  scene: RowScene,
  row: PlayerRow,
): Pick<PlayerOutcome, "promisedSecs" | "gotSecs" | "streams" | "made" | "faults"> {
  const { viewer, film } = scene;
  const path = film.path("received.mp4");
  writeFileSync(path, viewer.received());
  const { video, audio } = probeMedia(path);
  const framesPerSec = row.framesPerSec ?? FRAMES_PER_SEC;
  const promisedSecs = row.live === undefined ? (row.secs ?? FILM_SECS) : listedSecs(scene);
  const gotSecs = (video?.frames ?? 0) / framesPerSec;
  const faults: string[] = [];
  if (Math.abs(gotSecs - promisedSecs) > 1 / framesPerSec) faults.push("another length");
  const { picture, sound, advert } = row.source ?? {};
  const known = (name: string, kind: "v" | "a") =>
    [name, advert ?? name].flatMap((one) => hashes(film.path(one), kind));
  const made: string[] = [];
  if (picture !== undefined) {
    const isCopied = isPartOf(hashes(path, "v"), known(picture, "v"));
    made.push(isCopied ? "picture copied" : "picture anew");
    if (!isCopied) faults.push("picture coded anew");
  }
  if (typeof sound === "string") {
    const isCopied = audio !== undefined && isPartOf(hashes(path, "a"), known(sound, "a"));
    made.push(isCopied ? "sound copied" : "other sound");
    if (!isCopied) faults.push("not its sound");
    const soundSecs = secondsOf(path, "a");
    if (Math.abs(soundSecs - gotSecs) > 0.1) faults.push(`sound of ${soundSecs.toFixed(2)} s`);
  }
  const size =
    video === undefined ? "no picture" : `${video.codec} ${video.widthPx}×${video.heightPx}`;
  const streams = [size, audio].filter(Boolean).join(" + ");
  return { promisedSecs, gotSecs, streams, made: made.join(", "), faults };
}

/** Of a live stream: the picture's pieces that were asked for. */
function listedSecs(scene: RowScene): number {
  return listPieces(scene).size * PIECE_SECS;
}

function listPieces({ gallery }: RowScene): ReadonlySet<string> {
  const names = ofExtension(gallery.requests).map(({ path }) => path);
  return new Set(names.filter((path) => /\/piece(?:0-)?\d+\.\w+$/.test(path)));
}

/** The decoded frames, or the coded sound, of a film, each as a hash. */
function hashes(path: string, kind: "v" | "a"): string[] {
  const copy = kind === "a" ? ["-c", "copy"] : ["-fps_mode", "passthrough"];
  const args = ["-v", "error", "-nostdin", "-i", path, "-map", `0:${kind}:0`, ...copy];
  const text = execFileSync("ffmpeg", [...args, "-f", "framemd5", "-"], { encoding: "utf8" });
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => line.split(",").at(-1)?.trim() ?? "");
}

function isPartOf(part: readonly string[], whole: readonly string[]): boolean {
  const known = new Set(whole);
  return part.length > 0 && part.every((hash) => known.has(hash));
}

function secondsOf(path: string, kind: "v" | "a"): number {
  const args = ["-v", "error", "-select_streams", `${kind}:0`, "-show_entries", "stream=duration"];
  const text = execFileSync("ffprobe", [...args, "-of", "csv=p=0", path], { encoding: "utf8" });
  return Number(text.trim());
}
