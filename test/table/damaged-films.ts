import { execFileSync } from "node:child_process";
import { CODERS, type MadeMedia, surf } from "../browser/media/made-media";
import type { AddNeighbour, IsWanted } from "./neighbours";

type Bytes = Uint8Array<ArrayBuffer>;

/** Where the coded frames of a film lie. */
interface CodedFrame {
  readonly at: number;
  readonly size: number;
  readonly isKey: boolean;
}

const SOUND_AND_PICTURE = surf("scale=320:180,fps=25", 5);
/** Ten bits: X takes no such film, so that all of them are coded anew. */
const H264 = ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p10le", "-bf", "2"];
const FILMS: Readonly<Record<string, readonly string[]>> = {
  "H.264.mp4": [...H264, "-c:a", "aac"],
  "H.264.mkv": [...H264, "-c:a", "aac"],
  "VP8.webm": [...CODERS.vp8, "-c:a", "libopus"],
  "VP9.webm": [...CODERS.vp9, "-c:a", "libopus"],
};
/** A block's own head, in WEBM and Matroska. */
const HEAD_BYTES = 8;

const overwrite = (bytes: Bytes, { at, size }: CodedFrame) =>
  bytes.fill(0xff, at + HEAD_BYTES, at + size);
const overwriteEach =
  (isMeant: (frame: CodedFrame, index: number, count: number) => boolean) =>
  (bytes: Bytes, frames: readonly CodedFrame[]) => {
    for (const [index, frame] of frames.entries()) {
      if (isMeant(frame, index, frames.length)) overwrite(bytes, frame);
    }
  };
const thirdKey = (frames: readonly CodedFrame[]) => frames.filter(({ isKey }) => isKey)[2];

/** What is damaged, and whether all but a little can be shown. */
const DAMAGES: Readonly<
  Record<
    string,
    { readonly isCut?: true; damage(bytes: Bytes, frames: readonly CodedFrame[]): void }
  >
> = {
  "a damaged frame": { damage: overwriteEach((_frame, index) => index === 66) },
  "a damaged key frame": {
    damage: (bytes, frames) => {
      const key = thirdKey(frames);
      if (key !== undefined) overwrite(bytes, key);
    },
  },
  "damaged frames in two places": {
    damage: overwriteEach((_frame, index) => index === 20 || index === 95),
  },
  "the later half damaged": {
    damage: overwriteEach((_frame, index, count) => index > 0.4 * count),
    isCut: true,
  },
};

const PACKET_BYTES = 188;
const PICTURE_PID = 256;

/** Damages each nth start of a frame in a file of MPEG-TS; `at` is where its frame's own head begins. */
function atFrameStarts(
  bytes: Bytes,
  isMeant: (index: number) => boolean,
  damage: (at: number) => void,
): void {
  let index = 0;
  for (let at = 0; at < bytes.length; at += PACKET_BYTES) {
    const [, high = 0, low = 0, flags = 0, extraBytes = 0] = bytes.subarray(at, at + 5);
    if ((high & 0x40) === 0 || (((high & 0x1f) << 8) | low) !== PICTURE_PID) continue;
    if (isMeant(index)) damage(at + 4 + ((flags & 0x20) === 0 ? 0 : 1 + extraBytes));
    index += 1;
  }
}

/** Of a transport stream: what the frames are damaged by, and what is left of the file. */
const TRANSPORT_DAMAGES: Readonly<Record<string, (bytes: Bytes) => Uint8Array>> = {
  "lost packets": (bytes) => without(bytes, 0.55, 3),
  "noise between": (bytes) => {
    const at = Math.floor((0.55 * bytes.length) / PACKET_BYTES) * PACKET_BYTES;
    const noise = Uint8Array.from({ length: 2000 }, (_, index) => (index * 97 + 13) & 0xff);
    return Buffer.concat([bytes.subarray(0, at + 50), noise, bytes.subarray(at + PACKET_BYTES)]);
  },
  "frames without a start": (bytes) => {
    atFrameStarts(
      bytes,
      (index) => index === 60 || index === 100,
      (at) => void bytes.fill(9, at + 2, at + 3),
    );
    return bytes;
  },
  "frames of another time": (bytes) => {
    atFrameStarts(
      bytes,
      (index) => index === 60 || index === 100,
      (at) => void bytes.fill((bytes[at + 11] ?? 0) ^ 0x54, at + 11, at + 12),
    );
    return bytes;
  },
};

function without(bytes: Bytes, part: number, packets: number): Uint8Array {
  const at = Math.floor((part * bytes.length) / PACKET_BYTES) * PACKET_BYTES;
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + packets * PACKET_BYTES)]);
}

/** Makes films that have to be coded anew, and damages a few of their frames: they arrive, as long as they were. */
export function addDamagedFilms(made: MadeMedia, add: AddNeighbour, isWanted: IsWanted): void {
  for (const [film, args] of Object.entries(FILMS)) {
    const names = Object.keys(DAMAGES).map((damage) => `${damage}, ${film}`);
    if (!names.some((name) => isWanted(name))) continue;
    const shownAs = `whole, ${film}`;
    const whole = made.make(shownAs, [...SOUND_AND_PICTURE, ...args, "-g", "25"]);
    const frames = listFrames(made.path(shownAs));
    for (const [name, { damage, isCut }] of Object.entries(DAMAGES)) {
      const bytes = new Uint8Array(whole);
      damage(bytes, frames);
      add(`${name}, ${film}`, bytes, isCut === true ? { isCut } : { shownAs });
    }
  }
  const film = "H.264.ts";
  const names = Object.keys(TRANSPORT_DAMAGES).map((damage) => `${damage}, ${film}`);
  if (!names.some((name) => isWanted(name))) return;
  const shownAs = `whole, ${film}`;
  const whole = made.make(shownAs, [...SOUND_AND_PICTURE, ...H264, "-c:a", "aac", "-g", "25"]);
  for (const [name, damage] of Object.entries(TRANSPORT_DAMAGES)) {
    add(`${name}, ${film}`, new Uint8Array(damage(new Uint8Array(whole))), { shownAs });
  }
}

function listFrames(path: string): CodedFrame[] {
  const said = execFileSync(
    "ffprobe",
    "-v quiet -select_streams v -show_entries packet=pos,size,flags -of csv=p=0"
      .split(" ")
      .concat(path),
    { encoding: "utf8", timeout: 60_000 },
  );
  return [...said.matchAll(/^(\d+),(\d+),(\S+)/gm)].map(([, size, at, flags = ""]) => ({
    at: Number(at),
    size: Number(size),
    isKey: flags.includes("K"),
  }));
}
