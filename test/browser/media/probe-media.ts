import { execFileSync } from "node:child_process";

/** What ffprobe, which shares no code with the extension, says about a file. */
export interface ProbedMedia {
  readonly video: ProbedPicture | undefined;
  /** The codec of the sound. */
  readonly audio: string | undefined;
  readonly durationSecs: number;
}

/** A file's picture. */
export interface ProbedPicture {
  readonly codec: string;
  readonly pixelFormat: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly frames: number;
  /** Degrees, as the file asks players to turn it. */
  readonly rotation: number;
  /** How lightness and colours become red, green and blue; null where the file does not tell. */
  readonly matrix: string | null;
}

interface Stream {
  readonly codec_type: string;
  readonly codec_name: string;
  readonly pix_fmt?: string;
  readonly color_space?: string;
  readonly width?: number;
  readonly height?: number;
  readonly nb_read_frames?: string;
  readonly side_data_list?: readonly { readonly rotation?: number }[];
}

/** Decodes a whole file and tells what is in it. @throws where it cannot be decoded */
export function probeMedia(path: string): ProbedMedia {
  const json = execFileSync(
    "ffprobe",
    ["-v", "error", "-count_frames", "-show_streams", "-show_format", "-of", "json", path],
    { encoding: "utf8", timeout: 60_000 },
  );
  const { streams, format } = JSON.parse(json) as {
    streams: readonly Stream[];
    format: { readonly duration?: string };
  };
  const video = streams.find(({ codec_type }) => codec_type === "video");
  return {
    video: video && {
      codec: video.codec_name,
      pixelFormat: video.pix_fmt ?? "",
      widthPx: video.width ?? 0,
      heightPx: video.height ?? 0,
      frames: Number(video.nb_read_frames),
      rotation: video.side_data_list?.find(({ rotation }) => rotation !== undefined)?.rotation ?? 0,
      matrix: video.color_space === "unknown" ? null : (video.color_space ?? null),
    },
    audio: streams.find(({ codec_type }) => codec_type === "audio")?.codec_name,
    durationSecs: Number(format.duration ?? 0),
  };
}

/**
 * How alike two pictures, or the frames of two videos at a moment, are: the peak signal-to-noise ratio
 * in dB, in the colours of video (4:2:0). The first is brought to the size of the second.
 */
export function measureLikeness(
  path: string,
  sourcePath: string,
  atSecs = 0,
  sourceAtSecs = atSecs,
): number {
  const seek = (secs: number) => (secs === 0 ? [] : ["-ss", String(secs)]);
  // Both at the moment 0: a thousandth between two files would pair one's frame with the other's next.
  const firstFrame = (input: number, name: string) =>
    `[${input}:v]trim=end_frame=1,setpts=0,format=yuv420p[${name}]`;
  const said = execFileSync(
    "ffmpeg",
    [
      "-hide_banner",
      "-nostdin",
      ...seek(atSecs),
      "-i",
      path,
      ...seek(sourceAtSecs),
      "-i",
      sourcePath,
      "-lavfi",
      `${firstFrame(0, "x")};${firstFrame(1, "y")};[x][y]scale2ref[p][q];[p][q]psnr=stats_file=-`,
      "-frames:v",
      "1",
      "-f",
      "null",
      "-",
    ],
    { encoding: "utf8", timeout: 60_000, stdio: ["ignore", "pipe", "ignore"] },
  );
  const average = /psnr_avg:(inf|[\d.]+)/.exec(said)?.[1];
  return average === "inf" ? Infinity : Number(average);
}

/** The pixels of a picture; `at` hands out red, green and blue of one. */
export interface DecodedPixels {
  readonly widthPx: number;
  readonly heightPx: number;
  at(x: number, y: number): readonly [number, number, number];
}

/** Decodes a still picture. @throws where it cannot be decoded */
export function readPixels(path: string): DecodedPixels {
  const { widthPx = 0, heightPx = 0 } = probeMedia(path).video ?? {};
  const bytes = execFileSync(
    "ffmpeg",
    ["-v", "error", "-nostdin", "-i", path, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"],
    { timeout: 60_000, maxBuffer: widthPx * heightPx * 3 + 1024 },
  );
  return {
    widthPx,
    heightPx,
    at(x, y) {
      const index = (y * widthPx + x) * 3;
      return [bytes[index] ?? 0, bytes[index + 1] ?? 0, bytes[index + 2] ?? 0];
    },
  };
}

/** The brightness of every frame of a film, 0 to 255 a pixel, one row after the other. */
export function readBrightness(path: string, { widthPx, heightPx }: ProbedPicture): Buffer[] {
  const all = execFileSync(
    "ffmpeg",
    ["-v", "error", "-nostdin", "-i", path, "-f", "rawvideo", "-pix_fmt", "gray", "-"],
    { maxBuffer: 1024 * 1024 * 1024, timeout: 60_000 },
  );
  const size = widthPx * heightPx;
  return Array.from({ length: Math.floor(all.length / size) }, (_, index) =>
    all.subarray(index * size, (index + 1) * size),
  );
}

/** The frames of a GIF or film as they are shown, each as a hash. */
export function hashFrames(path: string): string[] {
  const args = ["-v", "error", "-i", path, "-fps_mode", "passthrough", "-pix_fmt", "rgba"];
  const text = execFileSync("ffmpeg", [...args, "-f", "framemd5", "-"], { encoding: "utf8" });
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => line.split(",").at(-1)?.trim() ?? "");
}
