import { CODERS, type MadeMedia, surf } from "../browser/media/made-media";
import type { AddNeighbour, IsWanted } from "./neighbours";

/** How a film is made, for ffmpeg, and what is known of it. */
interface FilmKind {
  readonly args: readonly string[];
  /** No browser of ours decodes it, or there is too little of it: a named error is right. */
  readonly isRefused?: true;
  /** See `Neighbour`. */
  readonly hasNoPictureHere?: true;
  /** X does not take it as it is shown: what arrives has other frames. */
  readonly isChanged?: true;
}

const H264 = [...CODERS.h264, "-g", "25"];
const FINE_VP9 = [...CODERS.vp9, "-crf", "20"];
const SMALL = "scale=160:90,fps=25";
const scene = (filter = SMALL, secs = 2) => surf(filter, secs);
/** Four words tell ffmpeg where the surf is; other inputs follow them. */
const INPUT_WORDS = 4;
const LATER = ["-itsoffset", "0.7", ...scene().slice(0, INPUT_WORDS)];
const SURROUND = ["-f", "lavfi", "-i", "sine=440:d=2,aformat=channel_layouts=5.1"];
const COVER = ["-f", "lavfi", "-i", "color=red:s=64x64"];

function sceneBeside(input: readonly string[], ...maps: readonly string[]): string[] {
  const words = scene();
  const mapped = maps.flatMap((map) => ["-map", map]);
  return [...words.slice(0, INPUT_WORDS), ...input, ...words.slice(INPUT_WORDS), ...mapped];
}

/** Films as phones, recorders, cameras and other programs write them. */
const KINDS: Readonly<Record<string, FilmKind>> = {
  "odd sides.webm": { args: [...scene("scale=213:121,fps=25"), ...FINE_VP9, "-c:a", "libopus"] },
  "odd sides.mp4": {
    args: [...scene("scale=213:121,fps=25,format=yuv444p"), "-c:v", "libx264", "-c:a", "aac"],
  },
  "uneven frames.mp4": {
    args: [...scene("scale=160:90,select='not(mod(n,7))+not(mod(n,4))'"), "-vsync", "vfr", ...H264],
  },
  "uneven frames.webm": {
    args: [
      ...scene("scale=160:90,select='not(mod(n,7))+not(mod(n,4))'"),
      "-vsync",
      "vfr",
      ...FINE_VP9,
      "-c:a",
      "libopus",
    ],
  },
  "a frame a second.mp4": { args: [...scene("scale=160:90,fps=1", 4), ...H264, "-c:a", "aac"] },
  "100 frames a second.mp4": {
    args: [...scene("scale=160:90,fps=100"), ...H264, "-c:a", "aac"],
    isChanged: true,
  },
  "23.976 frames.mkv": { args: [...scene("scale=160:90,fps=24000/1001"), ...H264, "-c:a", "aac"] },
  "wide pixels.mp4": {
    args: [...scene("scale=160:120,setsar=4/3,fps=25"), ...H264, "-c:a", "aac"],
  },
  "wide pixels.mkv": { args: [...scene("scale=160:120,setsar=4/3,fps=25"), ...FINE_VP9, "-an"] },
  "interlaced.mp4": {
    args: [
      ...scene("scale=160:96,fps=25"),
      "-c:v",
      "libx264",
      "-flags",
      "+ilme+ildct",
      "-pix_fmt",
      "yuv420p",
    ],
  },
  "open groups.mp4": {
    args: [...scene(), "-c:v", "libx264", "-pix_fmt", "yuv420p", "-x264-params", "open-gop=1"],
  },
  "0.3 s.mp4": { args: [...scene(SMALL, 0.3), ...H264], isRefused: true },
  "0.3 s.webm": { args: [...scene(SMALL, 0.3), ...FINE_VP9], isRefused: true },
  "0.6 s.mp4": { args: [...scene(SMALL, 0.6), ...H264, "-c:a", "aac"] },
  "0.6 s.webm": { args: [...scene(SMALL, 0.6), ...FINE_VP9, "-c:a", "libopus"] },
  "sound only.mp4": { args: ["-f", "lavfi", "-i", "sine=440:d=2", "-c:a", "aac"], isRefused: true },
  "uncompressed sound.mov": { args: [...scene(), ...H264, "-c:a", "pcm_s16le"] },
  "big-endian sound of 24 bits.mov": { args: [...scene(), ...H264, "-c:a", "pcm_s24be"] },
  "lossless sound.mp4": { args: [...scene(), ...H264, "-c:a", "flac", "-strict", "-2"] },
  "Opus in MP4.mp4": { args: [...scene(), ...H264, "-c:a", "libopus", "-strict", "-2"] },
  "Opus of six channels.webm": {
    args: [...sceneBeside(SURROUND, "0:v", "1:a"), ...FINE_VP9, "-c:a", "libopus"],
  },
  "AAC of six channels.mp4": {
    args: [...sceneBeside(SURROUND, "0:v", "1:a"), ...H264, "-c:a", "aac"],
  },
  "Vorbis.webm": { args: [...scene(), ...CODERS.vp8, "-c:a", "libvorbis"] },
  "Dolby sound.mp4": { args: [...scene(), ...H264, "-c:a", "ac3"], isRefused: true },
  "8 kHz.mp4": { args: [...scene(), ...H264, "-c:a", "aac", "-ar", "8000", "-ac", "1"] },
  "96 kHz.mp4": { args: [...scene(), ...H264, "-c:a", "aac", "-ar", "96000"] },
  "sound starts late.mp4": { args: [...sceneBeside(LATER, "0:v", "1:a"), ...H264, "-c:a", "aac"] },
  "picture starts late.mp4": {
    args: [...sceneBeside(LATER, "1:v", "0:a"), ...H264, "-c:a", "aac"],
  },
  "HEVC.ts": { args: [...scene(), ...CODERS.hevc], isRefused: true },
  "AV1.mp4": { args: [...scene(SMALL, 1), ...CODERS.av1, "-c:a", "aac"] },
  "VP9.mp4": { args: [...scene(), ...FINE_VP9, "-c:a", "aac"] },
  "HEVC with AAC.ts": { args: [...scene(), ...CODERS.hevc, "-c:a", "aac"], isRefused: true },
  "Dolby sound.ts": { args: [...scene(), ...H264, "-c:a", "ac3"], isRefused: true },
  "MP2.ts": { args: [...scene(), ...H264, "-c:a", "mp2"], isRefused: true },
  "MP2.mkv": { args: [...scene(), ...H264, "-c:a", "mp2"], isRefused: true },
  "Motion JPEG.avi": {
    args: [...scene(`${SMALL},format=yuvj420p`), "-c:v", "mjpeg"],
    isRefused: true,
  },
  "Motion JPEG.mov": {
    args: [...scene(`${SMALL},format=yuvj420p`), "-c:v", "mjpeg", "-c:a", "aac"],
    isRefused: true,
    hasNoPictureHere: true,
  },
  "ProRes.mov": {
    args: [...scene(), "-c:v", "prores_ks", "-c:a", "pcm_s16le"],
    isRefused: true,
    hasNoPictureHere: true,
  },
  "sound only.webm": {
    args: ["-f", "lavfi", "-i", "sine=440:d=2", "-c:a", "libopus"],
    isRefused: true,
    hasNoPictureHere: true,
  },
  "HEVC.mp4": {
    args: [...scene(), ...CODERS.hevc, "-c:a", "aac"],
    isRefused: true,
    hasNoPictureHere: true,
  },
  "MPEG-2.ts": { args: [...scene(), "-c:v", "mpeg2video", "-c:a", "mp2"], isRefused: true },
  "MPEG-2.mpg": { args: [...scene(), "-c:v", "mpeg2video"], isRefused: true },
  "H.264 in AVI.avi": { args: [...scene(), ...H264], isRefused: true },
  "packets of 192 bytes.ts": {
    args: [...scene(), ...H264, "-c:a", "aac", "-mpegts_m2ts_mode", "1"],
  },
  "MP3.ts": { args: [...scene(), ...H264, "-c:a", "libmp3lame"] },
  "transparent.webm": {
    args: [...scene(`${SMALL},format=yuva420p`), ...FINE_VP9, "-pix_fmt", "yuva420p", "-an"],
  },
  "two sounds.mp4": { args: [...sceneBeside([], "0:v", "0:a", "0:a"), ...H264, "-c:a", "aac"] },
  "cover picture.mp4": {
    args: [
      ...sceneBeside(COVER, "0:v", "0:a", "1:v"),
      ...H264,
      "-c:v:1",
      "mjpeg",
      "-frames:v:1",
      "1",
      "-filter:v:1",
      "null",
      "-disposition:v:1",
      "attached_pic",
    ],
  },
  "of a phone of old.3gp": { args: [...scene(), ...H264, "-c:a", "aac", "-ac", "1"] },
};

/** Makes films of unusual kinds, each shown as itself, and phone videos that are held otherwise than they are shown. */
export function addFilmKinds(made: MadeMedia, add: AddNeighbour, isWanted: IsWanted): void {
  for (const [name, { args, isRefused, isChanged, ...is }] of Object.entries(KINDS)) {
    if (!isWanted(name)) continue;
    const bytes = new Uint8Array(made.make(name, args));
    add(name, bytes, isRefused || isChanged ? is : { shownAs: name });
  }
  for (const degrees of [90, 180, 270]) {
    for (const coding of ["H264", "VP9"]) {
      const name = `held at ${degrees}, ${coding}.mp4`;
      if (!isWanted(name)) continue;
      const coded = `coded, ${degrees}, ${coding}.mp4`;
      const sound = ["-c:a", "aac"];
      made.make(coded, [...scene(), ...(coding === "H264" ? H264 : FINE_VP9), ...sound]);
      const turned = ["-metadata:s:v", `rotate=${degrees}`, "-c", "copy"];
      const bytes = made.make(name, ["-i", made.path(coded), ...turned]);
      add(name, new Uint8Array(bytes), { shownAs: name });
    }
  }
}
