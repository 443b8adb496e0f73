import { execFileSync } from "node:child_process";
import { probeMedia } from "../browser/media/probe-media";

/** What ffmpeg, which shares no code with the extension, says about a file. */
export interface Facts {
  readonly secs: number;
  readonly frames: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /**
   * A film that does not say how its colours are written down: browsers take BT.709, ffmpeg goes by its size. Both take
   * BT.601 for an AVIF.
   */
  readonly isUntold: boolean;
}

/** Null where ffmpeg cannot decode it. */
export function readFacts(path: string): Facts | null {
  try {
    const { video, durationSecs: secs } = probeMedia(path);
    if (video === undefined || !(video.frames > 0)) return null;
    const { frames, widthPx, heightPx, matrix } = video;
    const isUntold = frames > 1 && matrix === null && !path.endsWith(".avif");
    return { secs, frames, widthPx, heightPx, isUntold };
  } catch {
    // It says why in words of its own; the table has a column for that it does not know the file.
    return null;
  }
}

/** When the last that a file has of picture and sound ends, from its beginning: its header may promise more. */
export function measureContent(path: string): number {
  const said = execFileSync(
    "ffprobe",
    ["-v", "quiet", "-show_entries", "packet=pts_time,duration_time", "-of", "csv=p=0", path],
    { encoding: "utf8", timeout: 60_000 },
  );
  const packets = [...said.matchAll(/^(-?[\d.]+),([\d.]+)?/gm)].map(([, at, lasts]) => ({
    startSecs: Number(at),
    endSecs: Number(at) + Number(lasts ?? 0),
  }));
  const startSecs = Math.min(...packets.map((packet) => packet.startSecs));
  return Math.max(...packets.map((packet) => packet.endSecs)) - startSecs;
}

/** One of the files that are compared. */
interface Compared {
  readonly path: string;
  readonly isUntold: boolean;
  /** Only this of it. */
  readonly part?: { readonly fromSecs: number; readonly secs: number } | undefined;
}

/** How alike all frames of two files are, one behind the other, in dB; null where ffmpeg cannot compare them. */
export function comparePictures(
  arrived: Compared,
  source: Compared,
  { widthPx, heightPx }: Pick<Facts, "widthPx" | "heightPx">,
): number | null {
  const flags = "flags=bicubic+accurate_rnd+full_chroma_int";
  const asShown = ({ isUntold, part }: Compared) =>
    [
      ...(part ? [`trim=${part.fromSecs}:${part.fromSecs + part.secs}`] : []),
      ...(isUntold ? ["setparams=colorspace=bt709"] : []),
      `setpts=N/25/TB,scale=${widthPx}:${heightPx}:${flags},format=gbrp`,
    ].join(",");
  const graph = `[0:v]${asShown(arrived)}[x];[1:v]${asShown(source)}[y];[x][y]psnr=shortest=1:stats_file=-`;
  const files = ["-i", arrived.path, "-i", source.path];
  try {
    const said = execFileSync(
      "ffmpeg",
      ["-v", "error", "-nostdin", ...files, "-lavfi", graph, "-f", "null", "-"],
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
