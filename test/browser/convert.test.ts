import { readFileSync, writeFileSync } from "node:fs";
import type { Browser } from "wxt/browser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildHeic } from "../unit/media/build-heic";
import { tellingTags } from "../unit/media/strip/exiftool";
import { atOnceProcessing } from "../x-server/processing-clock";
import { proves } from "./proves";
import type { ComposerPage } from "./composer-page";
import { useExtensionWorld } from "./use-extension-world";
import { buildBmpBomb, buildPngBomb, tagJpeg } from "./media/hostile-media";
import { CODERS, dunes, lighthouse, MadeMedia, surf } from "./media/made-media";
import { waitUntil } from "./harness/wait-until";
import { measureLikeness, probeMedia } from "./media/probe-media";
import { itOfAll, someOf } from "./some-of";

/** The extension's own, in functions that run inside its worker. */
declare const chrome: typeof Browser;

const world = useExtensionWorld({ settings: { processing: atOnceProcessing } });
const made = new MadeMedia();
/** What arrived of each file, for a person to read. */
const table: string[] = [];

afterAll(() => {
  made.remove();
  console.log(["", ...table, ""].join("\n"));
});

/** A filter that makes a picture so wide, with a grain that no encoder makes small. */
const grainy = (widthPx: number) =>
  `scale=${widthPx}:-2,format=yuv420p,noise=c0s=100:c0f=t:c0_seed=7`;

const TOO_LARGE_JPEG = [...dunes(grainy(3800)), "-q:v", "1"];

const MAX_IMAGE_BYTES = 5 * 1024 * 1024;

/** Right-clicks a file on a page of its own; the composer is the popup that opened. */
async function capture(element: "image" | "video", name: string): Promise<ComposerPage> {
  world.gallery.offer(name, "application/octet-stream", made.bytes(name));
  const { page, media } = await world.visit(`made-${element}`, `?file=${name}`);
  await world.tweet(page, media);
  return world.composerPopup();
}

/** What X has received by the time that the one media item is ready. */
async function receive(composer: ComposerPage, name: string) {
  const item = composer.mediaIn("ready").or(composer.mediaIn("failed"));
  await item.waitFor({ timeout: 50_000 });
  expect(await composer.page.getByRole("alert").allInnerTexts()).toEqual([]);
  expect(world.x.allMedia()).toHaveLength(1);
  const [media] = world.x.allMedia();
  const bytes = media?.bytes() ?? Buffer.alloc(0);
  const path = made.path(`received-${name}`);
  writeFileSync(path, bytes);
  expect(tellingTags(path)).toEqual([]);
  const facts = await item.locator(".progress-numbers").innerText();
  const { mediaType = "", category = "" } = media ?? {};
  table.push(`${name.padEnd(22)} ${category.padEnd(11)} ${facts}`);
  return { path, bytes, mediaType, category, facts };
}

/** The error that a file ends with; X has heard nothing of it. */
async function refuse(composer: ComposerPage, name: string) {
  const alert = composer.mediaIn("failed").getByRole("alert");
  await alert.waitFor({ timeout: 50_000 });
  const code = await alert.getAttribute("data-code");
  const sentence = await alert.locator("p").first().innerText();
  table.push(`${name.padEnd(22)} ${(code ?? "").padEnd(11)} ${sentence}`);
  expect(world.x.allMedia()).toHaveLength(0);
  return { code, sentence };
}

interface PictureCase {
  readonly name: string;
  readonly args: readonly string[];
  readonly mediaType: string;
  readonly facts: RegExp;
}

describe("a still picture becomes one that X takes, and looks the same", () => {
  const small = "scale=320:-2";
  const cases: readonly PictureCase[] = [
    {
      name: "still.avif",
      args: [...dunes(small), ...CODERS.av1, "-still-picture", "1"],
      mediaType: "image/png",
      facts: /^\d+ kB AVIF → \d+ kB PNG · 320 × 214$/,
    },
    {
      name: "still.bmp",
      args: [...dunes(small), "-pix_fmt", "bgr24"],
      mediaType: "image/png",
      facts: /^\d+ kB BMP → \d+ kB PNG · 320 × 214$/,
    },
    {
      name: "still.tiff",
      args: [...dunes(small), "-pix_fmt", "rgb24", "-compression_algo", "lzw"],
      mediaType: "image/png",
      facts: /^\d+ kB TIFF → \d+ kB PNG · 320 × 214$/,
    },
    {
      name: "still.ico",
      args: [...dunes("scale=128:128"), "-pix_fmt", "bgra"],
      mediaType: "image/png",
      facts: /^\d+ kB ICO → \d+ kB PNG · 128 × 128$/,
    },
    {
      name: "still.jxl",
      args: [...dunes(small), "-pix_fmt", "rgb24", "-c:v", "libjxl"],
      mediaType: "image/png",
      facts: /^\d+ kB JXL → \d+ kB PNG · 320 × 214$/,
    },
    {
      name: "too-large.png",
      args: [...dunes(grainy(2400)), "-pix_fmt", "rgb24"],
      mediaType: "image/jpeg",
      facts: /^\d+\.\d MB PNG → [1-4]\.\d MB JPEG · 2400 × 1600$/,
    },
    {
      name: "too-large.jpg",
      args: TOO_LARGE_JPEG,
      mediaType: "image/jpeg",
      facts: /^\d+\.\d MB JPEG → [2-5](?:\.\d)? MB JPEG/,
    },
    {
      name: "too-large.webp",
      args: [...dunes(grainy(3000)), "-quality", "100"],
      mediaType: "image/webp",
      facts: /^\d+\.\d MB WEBP → [2-5](?:\.\d)? MB WEBP/,
    },
    {
      name: "too-wide.png",
      args: [...dunes("scale=9000:300"), "-pix_fmt", "rgb24"],
      mediaType: "image/png",
      facts: /PNG → .* PNG · 8192 × 273$/,
    },
  ];
  const some = ["still.avif", "too-large.png"];
  for (const { name, args, mediaType, facts } of someOf(cases, ({ name }) => name, some)) {
    it(`${name}: ${mediaType}`, async () => {
      if (name === "still.avif") proves("Chromium", "avif");
      made.make(name, args);
      const got = await receive(await capture("image", name), name);
      expect(got.mediaType).toBe(mediaType);
      expect(got.category).toBe("tweet_image");
      expect(got.facts).toMatch(facts);
      expect(got.bytes.length).toBeLessThanOrEqual(MAX_IMAGE_BYTES);
      expect(measureLikeness(got.path, made.path(name))).toBeGreaterThan(30);
    });
  }

  it("kite.svg: large enough to look sharp", async () => {
    proves("Chromium", "svg");
    const { page, media } = await world.visit("svg");
    await world.tweet(page, media);
    const { path, facts } = await receive(await world.composerPopup(), "kite.svg");
    expect(facts).toMatch(/SVG → .* PNG · 1600 × 1000$/);
    expect(probeMedia(path).video?.codec).toBe("png");
  });

  itOfAll("upright.jpg: turned as its EXIF data says, which is left behind", async () => {
    const name = "upright.jpg";
    const lying = "too-large.jpg";
    made.make(lying, TOO_LARGE_JPEG);
    made.write(name, tagJpeg(made.bytes(lying), 6));
    made.make("upright.png", ["-i", made.path(lying), "-vf", "transpose=1"]);
    const { path, bytes } = await receive(await capture("image", name), name);
    const { widthPx = 0, heightPx = 0 } = probeMedia(path).video ?? {};
    expect(heightPx).toBeGreaterThan(widthPx);
    expect(measureLikeness(path, made.path("upright.png"))).toBeGreaterThan(30);
    expect(bytes.includes("SecretCamera")).toBe(false);
  });

  itOfAll("one-frame.webp: an animation that does not move is a still picture", async () => {
    const name = "one-frame.webp";
    made.make("still.webp", [...dunes(small)]);
    made.write(name, animateWebp(made.bytes("still.webp")));
    const got = await receive(await capture("image", name), name);
    expect(got.mediaType).toBe("image/webp");
    expect(measureLikeness(got.path, made.path("still.webp"))).toBeGreaterThan(30);
  });
});

/** Wraps a still WEBP into an animation of one frame. */
function animateWebp(still: Uint8Array): Uint8Array {
  const picture = Buffer.from(still).subarray(12);
  const u24 = (value: number) => [value & 0xff, (value >> 8) & 0xff, value >> 16];
  const chunk = (type: string, data: readonly number[] | Buffer) => {
    const head = Buffer.alloc(8);
    head.write(type);
    head.writeUInt32LE(data.length, 4);
    return Buffer.concat([head, Buffer.from(data), Buffer.alloc(data.length % 2)]);
  };
  const frame = [...u24(0), ...u24(0), ...u24(319), ...u24(213), ...u24(100), 0];
  const body = Buffer.concat([
    Buffer.from("WEBP"),
    chunk("VP8X", [2, 0, 0, 0, ...u24(319), ...u24(213)]),
    chunk("ANIM", [255, 255, 255, 255, 0, 0]),
    chunk("ANMF", Buffer.concat([Buffer.from(frame), picture])),
  ]);
  const head = Buffer.from("RIFF\0\0\0\0");
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

const sample = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../pages/media/${name}`, import.meta.url)));

describe("HEIC and JPEG XL, which not every browser decodes", () => {
  // ffmpeg makes the source of each sample again, and decodes no HEIC itself.
  const upright = dunes("scale=320:-2,format=rgb24");
  const size = { widthPx: 320, heightPx: 214 };
  const tiles = { columns: 2, rows: 2, shownWidthPx: 600, shownHeightPx: 400, turns: 3 };
  const tiled = "format=rgb24,tile=2x2,crop=600:400:0:0,transpose=1";
  const cases: readonly (readonly [string, () => Uint8Array, readonly string[]])[] = [
    ["dunes.heic", () => sample("dunes.heic"), upright],
    [
      "phone.heic",
      () => buildHeic(sample("dunes.heic"), { ...size, ...tiles }),
      [...dunes(`scale=320:-2,loop=3:1,${tiled}`)],
    ],
    ["dunes.jxl", () => sample("dunes.jxl"), upright],
    ["turned.jxl", () => sample("turned.jxl"), dunes("scale=320:-2,format=rgb24,transpose=1")],
  ];
  for (const [name, make, reference] of someOf(cases, ([name]) => name, ["phone.heic"])) {
    it(`${name}: image/png, upright`, async () => {
      if (name.startsWith("dunes")) proves("Chromium", name === "dunes.heic" ? "heic" : "jxl");
      made.write(name, make());
      made.make("reference.png", reference);
      const got = await receive(await capture("image", name), name);
      expect([got.mediaType, got.category]).toEqual(["image/png", "tweet_image"]);
      const [found, wanted] = [probeMedia(got.path), probeMedia(made.path("reference.png"))];
      expect(found.video?.widthPx).toBe(wanted.video?.widthPx);
      expect(found.video?.heightPx).toBe(wanted.video?.heightPx);
      expect(measureLikeness(got.path, made.path("reference.png"))).toBeGreaterThan(30);
    });
  }

  itOfAll("glass.heic: what is transparent stays so", async () => {
    const name = "glass.heic";
    made.write(name, sample(name));
    const got = await receive(await capture("image", name), name);
    expect(probeMedia(got.path).video?.pixelFormat).toBe("rgba");
  });

  itOfAll("waves.jxl: a moving one becomes a video at the same pace", async () => {
    const name = "waves.jxl";
    made.write(name, sample(name));
    const got = await receive(await capture("image", name), name);
    const { video, durationSecs } = probeMedia(got.path);
    expect(video).toMatchObject({ codec: "h264", frames: 12 });
    expect(Math.abs(durationSecs - 0.96)).toBeLessThan(0.1);
  });
});

describe("a moving picture becomes a video that moves as before", () => {
  const size = "scale=161:91";
  const cases = [
    {
      name: "moving.webp",
      args: [...lighthouse(size), "-loop", "0", "-c:v", "libwebp_anim", "-quality", "90"],
      // ffmpeg does not decode this one.
      reference: "odd.mkv",
      widthPx: 162,
    },
    {
      name: "moving.avif",
      args: [...lighthouse("scale=160:90"), ...CODERS.av1],
      reference: "moving.avif",
      widthPx: 160,
    },
    {
      name: "moving.apng",
      args: [...lighthouse("scale=320:180"), "-plays", "0"],
      reference: "moving.apng",
      widthPx: 320,
    },
  ];
  beforeAll(() => {
    made.make("odd.mkv", [...lighthouse(size), "-c:v", "ffv1"]);
  });

  for (const { name, args, reference, widthPx } of someOf(cases, ({ name }) => name, [
    "moving.webp",
  ])) {
    it(`${name}: H.264`, async () => {
      made.make(name, args);
      const got = await receive(await capture("image", name), name);
      const { video, durationSecs } = probeMedia(got.path);
      expect([got.mediaType, got.category]).toEqual(["video/mp4", "tweet_video"]);
      expect(video).toMatchObject({ codec: "h264", frames: 30 });
      expect(video?.widthPx).toBe(widthPx);
      expect(Math.abs(durationSecs - 2)).toBeLessThan(0.1);
      for (const atSecs of [0.51, 1.51]) {
        expect(measureLikeness(got.path, made.path(reference), atSecs)).toBeGreaterThan(30);
      }
    });
  }

  itOfAll("vast.apng: what is larger than a video is made smaller smoothly", async () => {
    const name = "vast.apng";
    made.make(name, [...lighthouse("scale=2880:-2,noise=alls=40:all_seed=7", 3), "-plays", "0"]);
    const smaller = ["-vf", "scale=1920:1080:flags=area,format=yuv420p", "-c:v", "ffv1"];
    made.make("vast.mkv", ["-i", made.path(name), ...smaller]);
    const { path } = await receive(await capture("image", name), name);
    expect(probeMedia(path).video).toMatchObject({ widthPx: 1920, heightPx: 1080, frames: 9 });
    expect(measureLikeness(path, made.path("vast.mkv"))).toBeGreaterThan(30);
  });

  itOfAll("blink.webp: what is too short for a video is played again", async () => {
    const name = "blink.webp";
    made.make(name, [...lighthouse("scale=160:90", 3), "-loop", "0", "-c:v", "libwebp_anim"]);
    const { path } = await receive(await capture("image", name), name);
    const { video, durationSecs } = probeMedia(path);
    expect(video?.frames).toBe(9);
    expect(Math.abs(durationSecs - 0.6)).toBeLessThan(0.1);
  });

  itOfAll("many-frames.gif: what is over the limits of GIFs is a video too", async () => {
    const name = "many-frames.gif";
    made.make(name, [...surf("fps=25,scale=64:36", 16), "-an"]);
    const got = await receive(await capture("image", name), name);
    const { video, durationSecs } = probeMedia(got.path);
    expect(video).toMatchObject({ codec: "h264", widthPx: 64, heightPx: 36, frames: 400 });
    expect(Math.abs(durationSecs - 16)).toBeLessThan(0.1);
  });
});

const TURNED = ["-metadata:s:v:0", "rotate=90"];

describe("what is transparent becomes white where the format cannot keep it", () => {
  itOfAll("glass.png: too large for a PNG", async () => {
    const name = "glass.png";
    const clear = "geq=r=random(1)*255:g=random(2)*255:b=random(3)*255:a='if(lt(X,W/8),0,255)'";
    made.make(name, [...dunes(`scale=2600:1700,format=rgba,${clear}`)]);
    const got = await receive(await capture("image", name), name);
    expect(got.mediaType).toBe("image/jpeg");
    made.make("left.png", ["-i", got.path, "-vf", "crop=300:1700:0:0"]);
    made.make("white.png", ["-f", "lavfi", "-i", "color=white:s=300x1700", "-frames:v", "1"]);
    expect(measureLikeness(made.path("left.png"), made.path("white.png"))).toBeGreaterThan(30);
  });

  itOfAll("glass.webm: a video has nothing behind it", async () => {
    const name = "glass.webm";
    const source = ["-f", "lavfi", "-i", "color=c=red@0.0:s=160x120:r=10:d=1,format=yuva420p"];
    made.make(name, [...source, ...CODERS.vp9]);
    const got = await receive(await capture("video", name), name);
    made.make("white.png", ["-f", "lavfi", "-i", "color=white:s=160x120", "-frames:v", "1"]);
    expect(measureLikeness(got.path, made.path("white.png"))).toBeGreaterThan(30);
  });
});

interface VideoCase {
  readonly name: string;
  readonly args: readonly string[];
  readonly size: readonly [number, number];
  readonly frames: number;
  readonly audio?: "aac";
  /** As a phone held upright records. */
  readonly isTurned?: boolean;
}

describe("a video becomes H.264 and AAC, and looks the same", () => {
  const half = "scale=320:180";
  const cases: readonly VideoCase[] = [
    {
      name: "vp8.webm",
      args: [...surf(half, 2), ...CODERS.vp8, "-c:a", "libvorbis"],
      size: [320, 180],
      frames: 30,
      audio: "aac",
    },
    // Odd sides, and sound from six sides.
    {
      name: "vp9.webm",
      args: [
        ...surf("scale=321:181", 2),
        "-af",
        "aformat=channel_layouts=5.1",
        ...CODERS.vp9,
        "-c:a",
        "libopus",
      ],
      size: [322, 182],
      frames: 30,
      audio: "aac",
    },
    {
      name: "av1-silent.webm",
      args: [...lighthouse("scale=160:90", 15), ...CODERS.av1],
      size: [160, 90],
      frames: 15,
    },
    {
      name: "h264.mkv",
      args: [...surf(half, 2), ...CODERS.h264, "-c:a", "libopus"],
      size: [320, 180],
      frames: 30,
      audio: "aac",
    },
    {
      name: "turned.mov",
      args: [...surf(half, 2), ...CODERS.h264, "-c:a", "pcm_s16le"],
      size: [320, 180],
      frames: 30,
      audio: "aac",
      isTurned: true,
    },
    {
      name: "turned.mp4",
      args: [...lighthouse(half), ...CODERS.vp9],
      size: [320, 180],
      frames: 30,
      isTurned: true,
    },
    {
      name: "h264-444.mp4",
      args: [...lighthouse(half), ...CODERS.h264, "-pix_fmt", "yuv444p"],
      size: [320, 180],
      frames: 30,
    },
    {
      name: "mp3-sound.mp4",
      args: [...surf(half, 2), ...CODERS.h264, "-c:a", "libmp3lame"],
      size: [320, 180],
      frames: 30,
      audio: "aac",
    },
    // Half of the frames are missing in its second half.
    {
      name: "uneven.webm",
      args: [
        ...lighthouse(`${half},select='lt(n,15)+not(mod(n,2))'`, 22),
        "-vsync",
        "vfr",
        ...CODERS.vp9,
      ],
      size: [320, 180],
      frames: 22,
    },
    {
      name: "fast.webm",
      args: [...lighthouse(`fps=120,${half}`, 120), ...CODERS.vp8],
      size: [320, 180],
      frames: 60,
    },
  ];
  const some = ["vp9.webm"];
  for (const row of someOf(cases, ({ name }) => name, some)) {
    const { name, args, size, frames, audio, isTurned = false } = row;
    it(`${name}`, async () => {
      if (name === "vp9.webm") proves("Chromium", "webm");
      if (isTurned) {
        made.make(`lying-${name}`, args);
        made.make(name, ["-i", made.path(`lying-${name}`), "-c", "copy", ...TURNED]);
      } else {
        made.make(name, args);
      }
      const source = probeMedia(made.path(name));
      const got = await receive(await capture("video", name), name);
      const { video, audio: sound, durationSecs } = probeMedia(got.path);
      expect([got.mediaType, got.category]).toEqual(["video/mp4", "tweet_video"]);
      expect(video).toMatchObject({ codec: "h264", widthPx: size[0], heightPx: size[1] });
      expect(Math.abs((video?.frames ?? 0) - frames)).toBeLessThanOrEqual(1);
      expect(video?.rotation).toBe(source.video?.rotation);
      if (isTurned) expect(video?.rotation).toBe(90);
      expect(sound).toBe(audio);
      expect(Math.abs(durationSecs - source.durationSecs)).toBeLessThan(0.1);
      expect(measureLikeness(got.path, made.path(name), 0.5)).toBeGreaterThan(30);
    });
  }
});

describe("what cannot be converted is told in one sentence", () => {
  const cases: readonly [string, "image" | "video", () => void, string, RegExp][] = [
    [
      "hevc.mp4",
      "video",
      () => made.make("hevc.mp4", [...lighthouse("scale=160:90", 15), ...CODERS.hevc]),
      "conversion-unsupported",
      /uses HEVC/,
    ],
    [
      "cut.heic",
      "image",
      () => made.write("cut.heic", sample("dunes.heic").subarray(0, 1500)),
      "truncated-file",
      /a part of it is missing/,
    ],
    [
      "cut.jxl",
      "image",
      () => made.write("cut.jxl", sample("dunes.jxl").subarray(0, 1500)),
      "truncated-file",
      /a part of it is missing/,
    ],
    [
      "bomb.png",
      "image",
      () => made.write("bomb.png", buildPngBomb(30_000)),
      "too-many-pixels",
      /900 million pixels/,
    ],
    [
      "bomb.bmp",
      "image",
      () => made.write("bomb.bmp", buildBmpBomb(30_000)),
      "too-many-pixels",
      /900 million pixels/,
    ],
    [
      "pixel.png",
      "image",
      () => made.make("pixel.png", dunes("scale=1:1")),
      "dimensions",
      /at least 4/,
    ],
    [
      "sound.webm",
      "image",
      () => made.make("sound.webm", ["-f", "lavfi", "-i", "sine=d=2", "-c:a", "libopus"]),
      "unsupported-type",
      /sound but no picture/,
    ],
    [
      "cut.webm",
      "video",
      () => {
        made.make("whole.webm", [...lighthouse("scale=320:180"), ...CODERS.vp8]);
        made.write("cut.webm", made.bytes("whole.webm").subarray(0, 20_000));
      },
      "truncated-file",
      /ends too early/,
    ],
    [
      "garbled.webm",
      "video",
      () => {
        made.make("clear.webm", [...lighthouse("scale=320:180"), ...CODERS.vp8]);
        made.write("garbled.webm", made.bytes("clear.webm").fill(0xa5, 8000));
      },
      "truncated-file",
      /a part of it is missing/,
    ],
    [
      "cut.avif",
      "image",
      () => {
        made.make("whole.avif", [...dunes("scale=320:-2"), ...CODERS.av1, "-still-picture", "1"]);
        made.write("cut.avif", made.bytes("whole.avif").subarray(0, 500));
      },
      "truncated-file",
      /ends too early/,
    ],
  ];
  const some = ["bomb.png"];
  for (const [name, element, make, code, sentence] of someOf(cases, ([name]) => name, some)) {
    it(`${name}: ${code}`, async () => {
      make();
      const error = await refuse(await capture(element, name), name);
      expect(error.code).toBe(code);
      expect(error.sentence).toMatch(sentence);
    });
  }
});

describe("a frame of a video", () => {
  itOfAll(
    "becomes an image in the video's place, and the video stays in a draft of its own",
    async () => {
      const { page, media } = await world.visit("video");
      await world.tweet(page, media);
      const composer = await world.composerPopup();
      await composer.mediaIn("ready").waitFor();
      await composer.text.fill("Just this moment");
      await composer.media.locator("video").evaluate(
        (video: HTMLVideoElement) =>
          new Promise((resolve) => {
            video.addEventListener("seeked", resolve, { once: true });
            video.currentTime = 2.05;
          }),
      );
      await composer.media.getByRole("button", { name: "Use this frame" }).click();
      await composer.media.getByRole("img").waitFor();
      await composer.mediaIn("ready").waitFor();
      await expect.poll(() => composer.media.count()).toBe(1);
      await expect.poll(() => composer.media.locator("video").count()).toBe(0);
      await expect.poll(() => composer.text.inputValue()).toBe("Just this moment");
      await waitUntil(
        "two drafts",
        async () => (await (await composer.activity("draft")).count()) === 2,
      );

      const image = world.x.allMedia().at(-1);
      expect(image).toMatchObject({ mediaType: "image/png", category: "tweet_image" });
      made.write("frame.png", image?.bytes() ?? Buffer.alloc(0));
      made.make("wanted.png", [...lighthouse("select=eq(n\\,30)", 1), "-vsync", "0"]);
      expect(probeMedia(made.path("frame.png")).video).toMatchObject({
        widthPx: 640,
        heightPx: 360,
      });
      expect(measureLikeness(made.path("frame.png"), made.path("wanted.png"))).toBeGreaterThan(30);
    },
  );
});

describe("a conversion that takes its time", () => {
  const name = "ten-seconds.webm";

  beforeAll(() => {
    const args = [...surf("scale=1280:720,fps=30", 10), ...CODERS.vp9, "-c:a", "libopus"];
    made.make(name, args);
  });

  /** The item while it is being converted, and shows how far it is. */
  async function convertingItem(composer: ComposerPage) {
    const item = composer.mediaIn("converting");
    await item.waitFor();
    const progress = item.getByRole("progressbar");
    await waitUntil(
      "progress to show",
      async () => Number(await progress.getAttribute("aria-valuenow", { timeout: 5000 })) > 0,
    );
    return item;
  }

  itOfAll("shows how far it is, and loses no frame", async () => {
    const composer = await capture("video", name);
    await composer.mediaIn("converting").waitFor();
    const beganAtMs = performance.now();
    await convertingItem(composer);
    await composer.mediaIn("converting").waitFor({ state: "detached", timeout: 50_000 });
    const tookSecs = (performance.now() - beganAtMs) / 1000;
    table.push(`${name}: 10 s of 1280 × 720 took ${tookSecs.toFixed(1)} s`);
    const { path } = await receive(composer, name);
    expect(probeMedia(path)).toMatchObject({
      video: { codec: "h264", widthPx: 1280, heightPx: 720, frames: 300 },
      audio: "aac",
    });
  });

  itOfAll("ends when the video is removed, and leaves nothing behind", async () => {
    // The same packets again and again: it must not be over before the click counts.
    const endless = "two-minutes.webm";
    made.make(endless, ["-stream_loop", "11", "-i", made.path(name), "-c", "copy"]);
    const composer = await capture("video", endless);
    const item = await convertingItem(composer);
    await item.getByRole("button", { name: "Remove" }).click();
    await composer.media.first().waitFor({ state: "detached" });
    await waitUntil("the bytes to be freed", async () => {
      return (await composer.countStored("chunks")) === 0;
    });
    expect(world.x.allMedia()).toEqual([]);
  });

  it("outlives the worker, which joins it again", async () => {
    const composer = await capture("video", name);
    await convertingItem(composer);
    await composer.page.close();
    await world.browser.stopWorker();
    await receive(await world.openComposer(), name);
  });

  it("begins anew when the page that converts dies", async () => {
    const composer = await capture("video", name);
    await convertingItem(composer);
    const worker = await world.browser.worker();
    await worker.evaluate(() => chrome.offscreen.closeDocument());
    await receive(composer, name);
  });
});
