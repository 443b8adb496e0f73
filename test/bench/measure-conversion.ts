import { execFileSync } from "node:child_process";
import { CODERS, MadeMedia } from "../browser/media/made-media";
import type { ExtensionWorld } from "../browser/extension-world";
import type { BenchRow } from "./bench-row";
import { median } from "./median";

const NAME = "ten-seconds.webm";
const TIMES = 3;
const PATIENCE_MS = 120_000;
const FFMPEG_PATIENCE_MS = 60_000;

/** Ten seconds of 1280 × 720, 30 frames a second, everything in motion, with a tone. */
const SOURCE = [
  "-f",
  "lavfi",
  "-i",
  "testsrc2=s=1280x720:r=30",
  "-f",
  "lavfi",
  "-i",
  "sine=f=440",
  "-t",
  "10",
  ...CODERS.vp9,
  "-c:a",
  "libopus",
];

/** What X takes, made as ffmpeg's users make it when it has to be quick. */
const CONVERSION = ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-c:a", "aac"];

/**
 * How long the browser needs to convert a video beside ffmpeg on the same machine, with the same
 * formats. The two take turns, so that a slow moment of the machine meets both.
 */
export async function measureConversion(world: ExtensionWorld): Promise<BenchRow> {
  const made = new MadeMedia();
  try {
    const bytes = made.make(NAME, SOURCE);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      theirs.push(ffmpegMs(made));
      await world.clear();
      world.gallery.offer(NAME, "video/webm", bytes);
      ours.push(await conversionMs(world));
    }
    return {
      what: "conversion of 10 s of 720p WEBM beside ffmpeg",
      unit: "× ffmpeg",
      target: 1.2,
      reached: median(ours) / median(theirs),
      note: `${listSecs(ours)}, ffmpeg ${listSecs(theirs)}`,
    };
  } finally {
    made.remove();
  }
}

function listSecs(times: readonly number[]): string {
  return `${times.map((ms) => (ms / 1000).toFixed(1)).join(" ")} s`;
}

function ffmpegMs(made: MadeMedia): number {
  const startMs = performance.now();
  const files = ["-i", made.path(NAME), ...CONVERSION, made.path("by-ffmpeg.mp4")];
  execFileSync("ffmpeg", ["-v", "error", "-nostdin", "-y", ...files], {
    stdio: ["ignore", "ignore", "inherit"],
    timeout: FFMPEG_PATIENCE_MS,
  });
  return performance.now() - startMs;
}

/** From the moment at which the medium is stored as converting to the one at which it no longer is. */
async function conversionMs(world: ExtensionWorld): Promise<number> {
  const { page, media } = await world.visit("made-video", `?file=${NAME}`);
  const watcher = await world.browser.openPage("options.html");
  const [{ tookMs, next }] = await Promise.all([
    watcher.evaluate(watchConversion, PATIENCE_MS),
    world.tweet(page, media),
  ]);
  if (next !== "uploading") throw new Error(`The conversion ended in the state ${next}`);
  return tookMs;
}

interface Conversion {
  readonly tookMs: number;
  /** The state that came after it. */
  readonly next: string;
}

/** Runs in a page of the extension, which hears of every stored change. */
async function watchConversion(patienceMs: number): Promise<Conversion> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open("tweet-this-image");
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(new Error(request.error?.name)));
  });
  const changes = new BroadcastChannel("store-changes");
  try {
    return await new Promise<Conversion>((resolve, reject) => {
      setTimeout(() => reject(new Error("The conversion came to no end")), patienceMs);
      let beganMs: number | null = null;
      changes.addEventListener(
        "message",
        ({ data }: MessageEvent<{ readonly table: string; readonly id: string }>) => {
          if (data.table !== "attachments") return;
          const atMs = performance.now();
          const records = database.transaction("attachments").objectStore("attachments");
          const request = records.get(data.id);
          request.addEventListener("error", () => reject(new Error(request.error?.name)));
          request.addEventListener("success", () => {
            const state = (request.result as { readonly state: string } | undefined)?.state;
            if (state === "converting") beganMs ??= atMs;
            else if (state !== undefined && state !== "capturing") {
              resolve({ tookMs: atMs - (beganMs ?? atMs), next: beganMs === null ? "-" : state });
            }
          });
        },
      );
    });
  } finally {
    changes.close();
    database.close();
  }
}
