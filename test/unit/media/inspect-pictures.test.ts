import { describe, expect, it } from "vitest";
import { inspectMedia } from "../../../lib/media/inspect-media";
import { buildGif } from "./build-gif";
import { buildJpeg } from "./build-jpeg";
import { buildMp4 } from "./build-mp4";
import { buildPng, pngChunk } from "./build-png";
import { buildExtendedWebp, buildLossyWebp, buildWebp } from "./build-webp";
import { inspectBytes, truncated } from "./inspect-bytes";
import { joinBytes, u32 } from "./join-bytes";
import { bytesOf } from "./bytes-of";

describe("inspectMedia on pictures", () => {
  it("reads a JPEG", async () => {
    const bytes = buildJpeg({ widthPx: 640, heightPx: 480 });
    expect(await inspectBytes(bytes)).toEqual({
      ok: true,
      media: {
        mediaType: "image/jpeg",
        category: "tweet_image",
        totalBytes: bytes.length,
        widthPx: 640,
        heightPx: 480,
        frameCount: null,
        durationMs: null,
        isAnimated: false,
      },
    });
  });

  it("takes a JPEG's size from the picture, not from the thumbnail before it", async () => {
    const exif = buildJpeg({ widthPx: 160, heightPx: 120 });
    const media = { widthPx: 640, heightPx: 480 };
    expect(await inspectBytes(buildJpeg({ ...media, exif }))).toMatchObject({ media });
  });

  it("does not take the end of a thumbnail for the end of the JPEG", async () => {
    const bytes = buildJpeg({ exif: buildJpeg() });
    expect(await inspectBytes(bytes.subarray(0, -3))).toMatchObject(truncated("image/jpeg"));
  });

  it.each([
    ["a second image, as phones append", buildJpeg({ widthPx: 8 })],
    ["zeros", [0, 0, 0, 0]],
    ["a video, as phones append", buildMp4()],
  ])("forgives %s after the end of a JPEG", async (_name, tail) => {
    expect(await inspectBytes(buildJpeg({ widthPx: 24 }), tail)).toMatchObject({
      media: { widthPx: 24 },
    });
  });

  it("does not mistake stuffed bytes and restart marks for the end of a JPEG's scan", async () => {
    const bytes = buildJpeg({ scan: [0xff, 0, 0xd9, 0xff, 0xd3, 0xff, 0, 0xff, 0xff] });
    expect(await inspectBytes(bytes)).toMatchObject({ ok: true });
    expect(await inspectBytes(bytes.subarray(0, -12))).toMatchObject(truncated("image/jpeg"));
  });

  it("takes the height of a JPEG from the line count after its scan, where the frame left it open", async () => {
    const bytes = buildJpeg({ heightPx: 0, scan: [0] });
    const withLines = joinBytes(bytes.subarray(0, -2), [0xff, 0xdc, 0, 4, 1, 0], [0xff, 0xd9]);
    expect(await inspectBytes(withLines)).toMatchObject({ media: { heightPx: 256 } });
  });

  it("calls a JPEG without a picture malformed", async () => {
    expect(await inspectBytes([0xff, 0xd8, 0xff, 0xd9])).toMatchObject(
      truncated("image/jpeg", "malformed"),
    );
    expect(await inspectBytes([0xff, 0xd8, 0xff, 0xe0, 0, 1, 0, 0])).toMatchObject(
      truncated("image/jpeg", "malformed"),
    );
  });

  it("reads a PNG and forgives bytes after its end", async () => {
    const bytes = buildPng({ widthPx: 7, heightPx: 9 });
    const media = { mediaType: "image/png", widthPx: 7, heightPx: 9, isAnimated: false };
    expect(await inspectBytes(bytes)).toMatchObject({ media });
    expect(await inspectBytes(bytes, "trailing")).toMatchObject({ media });
  });

  it("knows an animated PNG from a PNG with one frame", async () => {
    expect(await inspectBytes(buildPng({ frames: 3 }))).toMatchObject({
      media: { category: "tweet_image", isAnimated: true, frameCount: null },
    });
    expect(await inspectBytes(buildPng({ frames: 1 }))).toMatchObject({
      media: { isAnimated: false },
    });
  });

  it("ignores an animation that is announced only after the pixels, as decoders do", async () => {
    const bytes = buildPng();
    const late = pngChunk("acTL", u32(3), u32(0));
    expect(await inspectBytes(bytes.subarray(0, -12), late, bytes.subarray(-12))).toMatchObject({
      media: { isAnimated: false },
    });
  });

  it("calls a senseless PNG malformed", async () => {
    const bytes = buildPng();
    const signature = bytes.subarray(0, 8);
    const header = bytes.subarray(8, 33);
    const malformed = truncated("image/png", "malformed");
    expect(await inspectBytes(signature, pngChunk("IDAT", [0]))).toMatchObject(malformed);
    // What tells its size may be shown by a browser.
    const damaged = { ok: true, isDamaged: true };
    expect(await inspectBytes(signature, header, pngChunk("IEND"))).toMatchObject(damaged);
    const noLength = [u32(2 ** 31), "IDAT", u32(0)];
    expect(await inspectBytes(signature, header, ...noLength)).toMatchObject(damaged);
    const noType = [u32(0), "\0\0\0\0", u32(0)];
    expect(await inspectBytes(signature, header, ...noType)).toMatchObject(damaged);
  });

  it.each([
    ["lossless", buildWebp],
    ["lossy", buildLossyWebp],
    ["extended", buildExtendedWebp],
  ])("reads the size of a %s WEBP and forgives bytes after it", async (_name, build) => {
    const media = { mediaType: "image/webp", widthPx: 321, heightPx: 1234, isAnimated: false };
    expect(await inspectBytes(build(media))).toMatchObject({ media });
    expect(await inspectBytes(build(media), [0, 0, 0])).toMatchObject({ media });
  });

  it("knows an animated WEBP", async () => {
    expect(await inspectBytes(buildExtendedWebp({ animated: true }))).toMatchObject({
      media: { category: "tweet_image", isAnimated: true },
    });
  });

  it("refuses a WEBP that lacks pixels, or has none", async () => {
    const bytes = buildWebp();
    expect(await inspectBytes(bytes.subarray(0, -2))).toMatchObject(truncated("image/webp"));
    const empty = joinBytes(bytes.subarray(0, 16), u32(0), bytes.subarray(20));
    expect(await inspectBytes(empty)).toMatchObject(truncated("image/webp", "malformed"));
    expect(await inspectBytes("RIFF", [12, 0, 0, 0], "WEBPnone", u32(0))).toMatchObject(
      truncated("image/webp", "malformed"),
    );
  });

  it("counts the frames of a GIF; every GIF is a tweet_gif", async () => {
    const media = { category: "tweet_gif", widthPx: 30, heightPx: 20 };
    expect(await inspectBytes(buildGif({ widthPx: 30, heightPx: 20 }))).toMatchObject({
      media: { ...media, frameCount: 1, isAnimated: false },
    });
    const moving = buildGif({ widthPx: 30, heightPx: 20, frames: 7, localColors: true });
    expect(await inspectBytes(moving)).toMatchObject({
      media: { ...media, frameCount: 7, isAnimated: true, durationMs: null },
    });
  });

  it("steps over colour tables of every size", async () => {
    for (let power = 0; power < 8; power++) {
      const bytes = buildGif();
      // Not a byte of it may be taken for a block.
      const colors = Array<number>(3 * 2 ** (power + 1)).fill(0x77);
      const head = joinBytes(bytes.subarray(0, 10), [0x80 | power, 0, 0], colors);
      expect(await inspectBytes(head, bytes.subarray(25))).toMatchObject({
        media: { frameCount: 1 },
      });
    }
  });

  it("forgives bytes after a GIF's trailer and zeros before it", async () => {
    const bytes = buildGif({ frames: 2 });
    const media = { frameCount: 2 };
    expect(await inspectBytes(bytes, bytes, "GIF")).toMatchObject({ media });
    expect(await inspectBytes(bytes.subarray(0, -1), [0, 0, 0x3b])).toMatchObject({ media });
  });

  it("refuses a GIF that lacks pixels, and calls one without frames malformed", async () => {
    const bytes = buildGif();
    expect(await inspectBytes(bytes.subarray(0, -4))).toMatchObject(truncated("image/gif"));
    expect(await inspectBytes(bytes.subarray(0, 25), [0x3b])).toMatchObject({ isDamaged: true });
  });

  it("judges a picture too large to be read whole by its start", async () => {
    const filler = new Uint8Array(17 * 1024 * 1024);
    const gif = buildGif({ widthPx: 9 });
    expect(await inspectMedia(bytesOf(new Blob([gif.subarray(0, -1), filler])))).toMatchObject({
      media: { widthPx: 9, frameCount: null, totalBytes: gif.length - 1 + filler.length },
    });
  });
});
