import { execFile } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** A picture of the whole screen, and how it is used. */
export interface Screen {
  readonly path: string;
  /** The file name of the store's screenshot made of it; null: for the animation only. */
  readonly screenshot: string | null;
  /** How long the animation shows it; null: for the stores only. */
  readonly seconds: number | null;
}

/** What the Chrome Web Store, Edge Add-ons and addons.mozilla.org all take, in pixels. */
const SCREENSHOT = { width: 1280, height: 800 } as const;

const ANIMATION_WIDTH_PX = 800;

const run = promisify(execFile);

/** Cuts screens to 1280 by 800, from the top left. Needs ffmpeg. */
export async function cropScreenshots(screens: readonly Screen[], folder: string): Promise<void> {
  const { width, height } = SCREENSHOT;
  for (const { path, screenshot } of screens) {
    if (screenshot === null) continue;
    const crop = `crop=${width}:${height}:0:0,format=rgb24`;
    await run("ffmpeg", ["-v", "error", "-y", "-i", path, "-vf", crop, join(folder, screenshot)]);
  }
}

/** Joins screens to an endless GIF with one palette. Needs ffmpeg; the screens' files are deleted. */
export async function joinFrames(screens: readonly Screen[], path: string): Promise<void> {
  const frames = screens.flatMap(({ path, seconds }) =>
    seconds === null ? [] : [{ path, seconds }],
  );
  const last = frames.at(-1);
  // The concat demuxer forgets the last duration unless the last file is named once more.
  const list = [...frames, ...(last === undefined ? [] : [{ ...last, seconds: 0.1 }])]
    .map((frame) => `file '${frame.path}'\nduration ${frame.seconds}`)
    .join("\n");
  const listPath = `${path}.txt`;
  await writeFile(listPath, list);
  const filter =
    `crop=1280:720:0:0,scale=${ANIMATION_WIDTH_PX}:-1:flags=lanczos,split[a][b];` +
    "[a]palettegen=max_colors=128:stats_mode=full[p];[b][p]paletteuse=dither=none";
  const input = ["-v", "error", "-y", "-f", "concat", "-safe", "0", "-i", listPath];
  const output = ["-vf", filter, "-fps_mode", "vfr", "-loop", "0", path];
  await run("ffmpeg", [...input, ...output]);
  await rm(listPath);
  for (const screen of screens) await rm(screen.path);
}
