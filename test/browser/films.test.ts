import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { atOnceProcessing } from "../x-server/processing-clock";
import { useExtensionWorld } from "./use-extension-world";
import { withEdits } from "./media/edit-lists";
import { CODERS, lighthouse, MadeMedia, surf } from "./media/made-media";
import { measureLikeness, probeMedia } from "./media/probe-media";
import { someOf } from "./some-of";

const world = useExtensionWorld({ settings: { processing: atOnceProcessing } });
const made = new MadeMedia();
/** What arrived of each film, for a person to read. */
const table: string[] = [];

afterAll(() => {
  made.remove();
  console.log(["", ...table, ""].join("\n"));
});

/** Right-clicks a film on a page of its own, and waits for what X gets of it. */
async function tweetFilm(name: string) {
  world.gallery.offer(name, "application/octet-stream", made.bytes(name));
  const { page, media } = await world.visit("made-video", `?file=${name}`);
  await world.tweet(page, media);
  const composer = await world.composerPopup();
  const item = composer.mediaIn("ready").or(composer.mediaIn("failed"));
  await item.waitFor({ timeout: 50_000 });
  expect(await composer.page.getByRole("alert").allInnerTexts()).toEqual([]);
  // An upload that was begun before the index was there is left empty: not a byte of it has gone out.
  const filled = world.x.allMedia().filter((media) => (media.bytes()?.length ?? 0) > 0);
  expect(filled).toHaveLength(1);
  const [received] = filled;
  const path = made.path(`received-${name}.mp4`);
  writeFileSync(path, received?.bytes() ?? Buffer.alloc(0));
  return { path, ...probeMedia(path) };
}

interface FilmCase {
  /** What is wrong with it, and its file's name. */
  readonly kind: string;
  readonly name: string;
  readonly make: (name: string) => void;
  readonly secs: number;
  readonly frames: number;
  /** Its coded frames arrive as they were. */
  readonly isCopied?: boolean;
  readonly size?: readonly [number, number];
  /** A moment of the received film, and which of the source it shows. */
  readonly sameAt?: readonly [number, string, number];
}

const SMALL = "scale=160:90,fps=25";
/** Frames that need later ones are what clocks and edit lists go wrong about. */
const B_FRAMES = ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-bf", "2"];
const copyOf = (source: string, ...more: readonly string[]) => [
  "-i",
  made.path(source),
  "-c",
  "copy",
  ...more,
];

/** The source of the cases that are made of it: 4 s, a key frame each second, frames out of order. */
const SOURCE = "source.mp4";

const cases: readonly FilmCase[] = [
  {
    kind: "an edit list that shows its middle, not from a key frame on",
    name: "middle.mp4",
    make: (name) =>
      made.write(name, withEdits(made.bytes(SOURCE), [{ durationMs: 2000, fromMs: 1520 }])),
    secs: 2,
    frames: 50,
    sameAt: [0.5, SOURCE, 1.94],
  },
  {
    kind: "an edit list that shows its beginning",
    name: "beginning.mp4",
    make: (name) =>
      made.write(name, withEdits(made.bytes(SOURCE), [{ durationMs: 3000, fromMs: 80 }])),
    secs: 3,
    frames: 75,
    sameAt: [0.5, SOURCE, 0.5],
  },
  {
    kind: "an edit list of three pieces, one of them shown earlier than another",
    name: "pieces.mp4",
    make: (name) =>
      made.write(
        name,
        withEdits(made.bytes(SOURCE), [
          { durationMs: 1000, fromMs: 2080 },
          { durationMs: 1000, fromMs: 80 },
          { durationMs: 600, fromMs: 3080 },
        ]),
      ),
    secs: 2.6,
    frames: 65,
    sameAt: [1.5, SOURCE, 0.5],
  },
  {
    kind: "a clock that starts at 10 h",
    name: "late.ts",
    make: (name) => made.make(name, copyOf(SOURCE, "-output_ts_offset", "36000")),
    secs: 4,
    frames: 100,
    isCopied: true,
    sameAt: [1.51, SOURCE, 1.51],
  },
  {
    kind: "a clock that wraps at 33 bits",
    name: "wrap.ts",
    make: (name) => made.make(name, copyOf(SOURCE, "-output_ts_offset", "95441.5")),
    secs: 4,
    frames: 100,
    isCopied: true,
    sameAt: [1.51, SOURCE, 1.51],
  },
  {
    kind: "a start in the middle of time",
    name: "late.mkv",
    make: (name) => made.make(name, copyOf(SOURCE, "-output_ts_offset", "500")),
    secs: 4,
    frames: 100,
    isCopied: true,
  },
  {
    kind: "an MP4 that begins after 100 s of nothing",
    name: "late.mp4",
    make: (name) => made.make(name, copyOf(SOURCE, "-output_ts_offset", "100")),
    secs: 4,
    frames: 100,
    isCopied: true,
  },
  {
    kind: "key frames 600 frames apart",
    name: "group.mp4",
    make: (name) =>
      made.make(name, [...surf("scale=96:54,fps=60", 10.5), ...CODERS.h264, "-g", "630"]),
    secs: 10.5,
    frames: 630,
    sameAt: [8, "group.mp4", 8],
  },
  {
    kind: "key frames 600 frames apart, in a container that is exchanged",
    name: "group.mkv",
    make: (name) =>
      made.make(name, [...surf("scale=96:54,fps=60", 10.5), ...CODERS.h264, "-g", "630"]),
    secs: 10.5,
    frames: 630,
  },
  {
    kind: "open groups",
    name: "open.mp4",
    make: (name) =>
      made.make(name, [...surf(SMALL, 4), ...B_FRAMES, "-x264-params", "open-gop=1:keyint=25"]),
    secs: 4,
    frames: 100,
    sameAt: [2, "open.mp4", 2],
  },
  {
    kind: "fields in place of frames",
    name: "fields.mp4",
    make: (name) =>
      made.make(name, [
        ...surf("scale=160:96,fps=25", 2),
        ...B_FRAMES,
        "-flags",
        "+ildct+ilme",
        "-x264opts",
        "tff=1",
      ]),
    secs: 2,
    frames: 50,
  },
  {
    kind: "pixels that are not square",
    name: "wide-pixels.mp4",
    make: (name) => made.make(name, [...surf("scale=120:90,fps=25,setsar=4/3", 2), ...B_FRAMES]),
    secs: 2,
    frames: 50,
    size: [160, 90],
  },
  {
    kind: "100 frames a second",
    name: "fast.mp4",
    make: (name) => made.make(name, [...surf("scale=160:90,fps=100", 2), ...CODERS.h264]),
    secs: 2,
    frames: 120,
  },
  {
    kind: "larger than X takes",
    name: "large.mp4",
    make: (name) => made.make(name, [...lighthouse("scale=2560:1440", 10), ...CODERS.h264]),
    secs: 0.667,
    frames: 10,
    size: [1920, 1080],
    sameAt: [0.3, "large.mp4", 0.3],
  },
  {
    kind: "four times as wide as high",
    name: "long.mp4",
    make: (name) => made.make(name, [...surf("scale=400:100,fps=25", 2), ...CODERS.h264]),
    secs: 2,
    frames: 50,
    size: [400, 134],
  },
  {
    kind: "smaller than X takes",
    name: "small.mp4",
    make: (name) => made.make(name, [...surf("scale=24:20,fps=25", 2), ...CODERS.h264]),
    secs: 2,
    frames: 50,
    size: [48, 40],
  },
  {
    kind: "more than 25 Mbit/s",
    name: "heavy.mp4",
    make: (name) =>
      made.make(name, [
        ...lighthouse("scale=640:360,noise=alls=100:allf=t", 15),
        ...CODERS.h264,
        "-qp",
        "1",
      ]),
    secs: 1,
    frames: 15,
  },
  {
    kind: "sound from six sides",
    name: "six.mp4",
    make: (name) =>
      made.make(name, [
        "-i",
        made.path(SOURCE),
        "-c:v",
        "copy",
        "-af",
        "aformat=channel_layouts=5.1",
        "-c:a",
        "aac",
      ]),
    secs: 4,
    frames: 100,
    isCopied: true,
  },
  {
    kind: "zeros behind its last box",
    name: "zeros.mp4",
    make: (name) =>
      made.write(name, new Uint8Array([...made.bytes(SOURCE), ...Array<number>(5).fill(0)])),
    secs: 4,
    frames: 100,
    isCopied: true,
  },
  {
    kind: "fragments of which the index describes the first",
    name: "hybrid.mp4",
    make: (name) => made.make(name, copyOf(SOURCE, "-movflags", "frag_keyframe")),
    secs: 4,
    frames: 100,
    isCopied: true,
  },
];

const some = ["wrap.ts"];
const chosen = someOf(cases, ({ name }) => name, some);

describe("a film arrives as a player shows it, and within X's limits", () => {
  beforeAll(() => {
    made.make(SOURCE, [...surf(SMALL, 4), ...B_FRAMES, "-g", "25", "-c:a", "aac"]);
  });

  for (const { kind, name, make, secs, frames, isCopied = false, size, sameAt } of chosen) {
    it(`${kind} (${name})`, async () => {
      make(name);
      const { path, video, durationSecs } = await tweetFilm(name);
      const db = sameAt && measureLikeness(path, made.path(sameAt[1]), sameAt[0], sameAt[2]);
      table.push(
        [
          name.padEnd(16),
          `${durationSecs.toFixed(2)} s`.padStart(8),
          `${video?.frames ?? 0} frames`.padStart(11),
          `${video?.widthPx ?? 0} × ${video?.heightPx ?? 0}`.padStart(12),
          db === undefined ? "" : `${db.toFixed(1)} dB`,
        ].join("  "),
      );
      expect(Math.abs(durationSecs - secs)).toBeLessThan(0.1);
      expect(Math.abs((video?.frames ?? 0) - frames)).toBeLessThanOrEqual(2);
      expect(video?.codec).toBe("h264");
      expect(video?.pixelFormat).toBe("yuv420p");
      if (size) expect([video?.widthPx, video?.heightPx]).toEqual(size);
      if (db !== undefined) expect(db).toBeGreaterThan(30);
      if (isCopied && db !== undefined) expect(db).toBe(Infinity);
    });
  }
});
