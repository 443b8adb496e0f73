import type { ExtensionWorld } from "../browser/extension-world";
import type { MadeMedia } from "../browser/media/made-media";
import { probeMedia } from "../browser/media/probe-media";
import { compareShown } from "./compare-shown";
import type { FilmCase } from "./film-cases";
import type { PictureCase } from "./picture-cases";
import { psnrOf } from "./psnr";
import type { QualityRow } from "./quality-row";
import { readShown } from "./read-shown";
import { takeMedium } from "./take-medium";

/** Not at a key frame, and where what moves is in the picture. */
const AT_SECS = 1.02;

/** As ffmpeg's users make it when it has to be quick; sides as X takes them. */
const BY_FFMPEG = ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-an"];

/** Has a film converted, and compares what arrived at X with ffmpeg's and with what the browser shows. */
export async function measureFilm(
  world: ExtensionWorld,
  made: MadeMedia,
  film: FilmCase,
): Promise<QualityRow> {
  const { name } = film;
  made.make(name, film.args);
  const isPicture = name.endsWith(".png");
  const received = await takeMedium(world, made, name, isPicture ? "made-image" : "made-video");
  if (typeof received !== "object") return { name, outcome: received };
  const { path, totalBytes } = received;
  const { video } = probeMedia(path);
  if (video === undefined) return { name, outcome: "no film", fault: "no picture track" };
  const { widthPx, heightPx, pixelFormat } = video;
  const byFfmpeg = `ffmpeg-${name}.mp4`;
  const source = made.path(name);
  const scale = ["-vf", `scale=${widthPx}:${heightPx}`];
  const theirs = made.make(byFfmpeg, ["-i", source, ...scale, ...BY_FFMPEG]);
  const atSecs = isPicture ? 0 : AT_SECS;
  const shown = await showMedium(world, made, name, isPicture ? "img" : "video", atSecs);
  const arrived = await showMedium(world, made, path, "video", atSecs);
  if (shown === null || arrived === null) return { name, outcome: "not shown", fault: "no frame" };
  const sizes = `${kilobytes(totalBytes)}, ffmpeg ${kilobytes(theirs.length)}`;
  return {
    name,
    outcome: `${widthPx} × ${heightPx} ${pixelFormat} ${sizes}`,
    arrived: {
      ...compareShown(arrived, shown),
      psnrDb: film.isHdr === true ? null : psnrOf(path, source, video),
      ffmpegDb: film.isHdr === true ? null : psnrOf(made.path(byFfmpeg), source, video),
    },
    ...(pixelFormat.startsWith("yuvj") && !name.includes("full") && { fault: "full range" }),
  };
}

/** The same for a picture. Lossless ones have nothing to be compared with but what the browser shows. */
export async function measurePicture(
  world: ExtensionWorld,
  made: MadeMedia,
  picture: PictureCase,
): Promise<QualityRow> {
  const { name } = picture;
  picture.make(made, name);
  const received = await takeMedium(world, made, name, "made-image");
  if (typeof received !== "object") return { name, outcome: received };
  const { path, totalBytes, mediaType } = received;
  const shown = await showMedium(world, made, picture.shownAs ?? name, "img", 0);
  const arrived = await showMedium(world, made, path, "img", 0);
  if (shown === null || arrived === null)
    return { name, outcome: "not shown", fault: "no picture" };
  return {
    name,
    outcome: `${mediaType} ${kilobytes(totalBytes)}`,
    arrived: { ...compareShown(arrived, shown), ffmpegDb: null },
  };
}

function kilobytes(totalBytes: number): string {
  return `${Math.round(totalBytes / 1000)} kB`;
}

/**
 * Reads what the browser shows of a medium.
 *
 * @param file one that was made, or the path of what arrived
 */
export async function showMedium(
  world: ExtensionWorld,
  made: MadeMedia,
  file: string,
  kind: "img" | "video",
  atSecs: number,
): ReturnType<typeof readShown> {
  const name = file.split("/").at(-1) ?? file;
  world.gallery.offer(name, "", made.bytes(name));
  const page = await world.browser.context.newPage();
  await page.goto(world.gallery.constructUrl("made-image", `?file=${name}`));
  try {
    return await readShown(page, `${world.gallery.origin}/made/${name}`, kind, atSecs);
  } finally {
    await page.close();
  }
}
