import { execFileSync } from "node:child_process";

/**
 * How near a film comes to its source at the film's own size, frame by frame in red, green and blue, each read with
 * the colours that its file tells: the peak signal-to-noise ratio in dB.
 */
export function psnrOf(
  path: string,
  sourcePath: string,
  size: { readonly widthPx: number; readonly heightPx: number },
): number {
  const { widthPx, heightPx } = size;
  const asShown = (input: number, name: string) =>
    `[${input}:v]setpts=N/25/TB,scale=${widthPx}:${heightPx}:flags=bicubic+accurate_rnd+full_chroma_int,format=gbrp[${name}]`;
  const graph = `${asShown(0, "x")};${asShown(1, "y")};[x][y]psnr=stats_file=-`;
  const said = execFileSync(
    "ffmpeg",
    ["-v", "error", "-nostdin", "-i", path, "-i", sourcePath, "-lavfi", graph, "-f", "null", "-"],
    { encoding: "utf8", timeout: 120_000, stdio: ["ignore", "pipe", "ignore"] },
  );
  // The mean of the squares, not of their logarithms.
  const squares = [...said.matchAll(/mse_avg:([\d.]+)/g)].map(([, mse]) => Number(mse));
  const mean = squares.reduce((sum, mse) => sum + mse, 0) / squares.length;
  return 10 * Math.log10(255 ** 2 / mean);
}
