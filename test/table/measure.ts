import { execFileSync } from "node:child_process";
import { probeMedia } from "../browser/media/probe-media";

/** What ffmpeg, which shares no code with the extension, says about a file. */
export interface Facts {
  readonly secs: number;
  readonly frames: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Null where ffmpeg cannot decode it. */
export function readFacts(path: string): Facts | null {
  try {
    const { video, durationSecs: secs } = probeMedia(path);
    if (video === undefined || !(video.frames > 0)) return null;
    const { frames, widthPx, heightPx } = video;
    return { secs, frames, widthPx, heightPx };
  } catch {
    // It says why in words of its own; the table has a column for that it does not know the file.
    return null;
  }
}

/**
 * How alike all frames of two files are, one behind the other, in dB; null where ffmpeg cannot compare them.
 *
 * @param part of the second file that the first shows
 */
export function comparePictures(
  path: string,
  { widthPx, heightPx }: Facts,
  sourcePath: string,
  part: { readonly fromSecs: number; readonly secs: number } | undefined,
): number | null {
  const trim = part ? `trim=${part.fromSecs}:${part.fromSecs + part.secs},` : "";
  const flags = "flags=bicubic+accurate_rnd+full_chroma_int";
  const asShown = `setpts=N/25/TB,scale=${widthPx}:${heightPx}:${flags},format=gbrp`;
  const graph = `[0:v]${asShown}[x];[1:v]${trim}${asShown}[y];[x][y]psnr=shortest=1:stats_file=-`;
  try {
    const said = execFileSync(
      "ffmpeg",
      ["-v", "error", "-nostdin", "-i", path, "-i", sourcePath, "-lavfi", graph, "-f", "null", "-"],
      { encoding: "utf8", timeout: 60_000, stdio: ["ignore", "pipe", "ignore"] },
    );
    const squares = [...said.matchAll(/mse_avg:([\d.]+)/g)].map(([, mse]) => Number(mse));
    if (squares.length === 0) return null;
    return (
      10 * Math.log10(255 ** 2 / (squares.reduce((sum, one) => sum + one, 0) / squares.length))
    );
  } catch {
    return null;
  }
}
