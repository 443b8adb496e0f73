import { CODERS } from "../browser/media/made-media";

/** A film in the colours of a kind. */
export interface FilmCase {
  readonly name: string;
  /** What makes it, for ffmpeg. */
  readonly args: readonly string[];
  /** ffmpeg's way to another range of brightness is not the browsers': nothing to compare. */
  readonly isHdr?: boolean;
}

/** Bars of known colours beside what moves, 2 s. */
function scene(size: string, filter: string): string[] {
  const [width = 0, height = 0] = size.split("x").map(Number);
  const half = `${width / 2}x${height}`;
  return [
    "-f",
    "lavfi",
    "-i",
    `testsrc2=s=${half}:r=25,format=gbrp[a];smptehdbars=s=${half}:r=25,format=gbrp[b];[a][b]hstack,${filter}`,
    "-t",
    "2",
    ...tagsOf(filter),
  ];
}

function tagsOf(filter: string): string[] {
  const transfer = /t=(smpte2084|arib-std-b67)/.exec(filter)?.[1];
  if (transfer !== undefined) return told("bt2020", transfer, "bt2020nc", "tv");
  const [, matrix, range] = /out_color_matrix=(\w+):out_range=(\w+)/.exec(filter) ?? [];
  if (matrix === undefined || range === undefined) return [];
  return told(matrix, matrix, matrix, range);
}

interface Colors {
  readonly matrix: "bt709" | "smpte170m";
  readonly range?: "tv" | "pc";
  readonly format?: "yuv420p" | "yuv420p10le";
}

function inColors({ matrix, range = "tv", format = "yuv420p" }: Colors): string {
  return `scale=out_color_matrix=${matrix}:out_range=${range},format=${format}`;
}

/** What the file says of its colours: coders do not take it from the filters. */
function told(primaries: string, transfer: string, matrix: string, range: string): string[] {
  const tags = ["-color_primaries", primaries, "-color_trc", transfer];
  return [...tags, "-colorspace", matrix, "-color_range", range];
}

/** From what screens show to a brightness of 203 cd/m² for white, coded for up to 10,000. */
function inHdr(transfer: "smpte2084" | "arib-std-b67"): string {
  // zscale finds no way from RGB whose colours are not told.
  const told709 = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709";
  const video = `scale=out_color_matrix=bt709:out_range=tv,format=yuv444p10le,${told709}`;
  const linear = "zscale=tin=iec61966-2-1:t=linear:npl=203,format=gbrpf32le";
  return `${video},${linear},zscale=p=bt2020:t=${transfer}:m=bt2020nc:r=tv:npl=203,format=yuv420p10le`;
}

const FINE_VP9 = ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "7", "-crf", "15"];
const VP9 = [...FINE_VP9, "-b:v", "0"];
const H264 = [...CODERS.h264, "-crf", "12"];
const AV1 = ["-c:v", "libaom-av1", "-cpu-used", "8", "-usage", "realtime", "-crf", "15"];
const SD = "640x360";
const HD = "1280x720";
const LARGE = "2560x1440";
const BT709 = { matrix: "bt709" } as const;
const BT601 = { matrix: "smpte170m" } as const;

/** Every coding × colours in which films come. Of those that need no coding anew, X gets the same frames. */
export const FILM_CASES: readonly FilmCase[] = [
  { name: "vp9-709.webm", args: [...scene(HD, inColors(BT709)), ...VP9] },
  { name: "vp9-709-full.webm", args: [...scene(HD, inColors({ ...BT709, range: "pc" })), ...VP9] },
  { name: "vp9-601.webm", args: [...scene(SD, inColors(BT601)), ...VP9] },
  { name: "vp9-601-full.webm", args: [...scene(SD, inColors({ ...BT601, range: "pc" })), ...VP9] },
  {
    name: "vp9-10-bit.webm",
    args: [
      ...scene(HD, inColors({ ...BT709, format: "yuv420p10le" })),
      ...VP9,
      "-pix_fmt",
      "yuv420p10le",
    ],
  },
  {
    name: "vp8-601.webm",
    args: [...scene(SD, inColors(BT601)), ...CODERS.vp8, "-crf", "8", "-b:v", "8M"],
  },
  { name: "av1-709.mkv", args: [...scene(SD, inColors(BT709)), ...AV1] },
  { name: "hevc-709.mp4", args: [...scene(SD, inColors(BT709)), ...CODERS.hevc, "-crf", "12"] },
  {
    name: "h264-10-bit.mp4",
    args: [
      ...scene(HD, inColors({ ...BT709, format: "yuv420p10le" })),
      "-c:v",
      "libx264",
      "-preset",
      "ultrafast",
      "-crf",
      "12",
      "-pix_fmt",
      "yuv420p10le",
    ],
  },
  {
    name: "h264-444.mkv",
    args: [
      ...scene(SD, inColors(BT709).replace("yuv420p", "yuv444p")),
      "-c:v",
      "libx264",
      "-preset",
      "ultrafast",
      "-crf",
      "12",
      "-pix_fmt",
      "yuv444p",
    ],
  },
  { name: "h264-709-large.mp4", args: [...scene(LARGE, inColors(BT709)), ...H264] },
  { name: "h264-601-large.mp4", args: [...scene(LARGE, inColors(BT601)), ...H264] },
  {
    name: "h264-709-full-large.mp4",
    args: [
      ...scene(LARGE, inColors({ ...BT709, range: "pc" })),
      "-c:v",
      "libx264",
      "-preset",
      "ultrafast",
      "-crf",
      "12",
    ],
  },
  { name: "vp9-709-large.webm", args: [...scene(LARGE, inColors(BT709)), ...VP9] },
  {
    name: "vp9-hdr10.webm",
    args: [...scene(HD, inHdr("smpte2084")), ...VP9, "-pix_fmt", "yuv420p10le"],
    isHdr: true,
  },
  {
    name: "vp9-hlg.webm",
    args: [...scene(HD, inHdr("arib-std-b67")), ...VP9, "-pix_fmt", "yuv420p10le"],
    isHdr: true,
  },
  {
    name: "vp9-hdr10-large.webm",
    args: [...scene(LARGE, inHdr("smpte2084")), ...VP9, "-pix_fmt", "yuv420p10le"],
    isHdr: true,
  },
  {
    name: "moving.png",
    args: [...scene("320x180", "format=rgb24,fps=5"), "-f", "apng", "-plays", "0"],
  },
];
