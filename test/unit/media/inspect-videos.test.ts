import { describe, expect, it } from "vitest";
import { inspectMedia } from "../../../lib/media/inspect-media";
import { box, buildMp4, ftyp, largeBox, moov } from "./build-mp4";
import { CountingBlob } from "./counting-blob";
import { bytesOf } from "./bytes-of";
import { inspectBytes, truncated } from "./inspect-bytes";
import { joinBytes, u32 } from "./join-bytes";

describe("inspectMedia on videos", () => {
  it("reads an MP4", async () => {
    const bytes = buildMp4({ widthPx: 1280, heightPx: 720, durationMs: 61_500 });
    expect(await inspectBytes(bytes)).toEqual({
      ok: true,
      media: {
        mediaType: "video/mp4",
        category: "tweet_video",
        totalBytes: bytes.length,
        widthPx: 1280,
        heightPx: 720,
        frameCount: null,
        durationMs: 61_500,
        isAnimated: true,
      },
    });
  });

  it.each([
    ["an index after the media data", { indexFirst: false }],
    ["64-bit times", { version: 1 }],
    ["no sound", { tracks: ["vide"] }],
    ["its sound first", { tracks: ["soun", "vide"] }],
  ] as const)("reads an MP4 with %s", async (_name, options) => {
    const media = { widthPx: 320, heightPx: 240, durationMs: 7000 };
    expect(await inspectBytes(buildMp4({ ...media, ...options }))).toMatchObject({ media });
  });

  it.each(["qt  ", null])("reads QuickTime with brand %j", async (brand) => {
    expect(await inspectBytes(buildMp4({ brand, indexFirst: false }))).toMatchObject({
      media: { mediaType: "video/quicktime", durationMs: 2000 },
    });
  });

  it("gives the size as shown when the picture is turned", async () => {
    expect(
      await inspectBytes(buildMp4({ widthPx: 1920, heightPx: 1080, turned: true })),
    ).toMatchObject({
      media: { widthPx: 1080, heightPx: 1920 },
    });
  });

  it("takes a fragmented video's duration from its extension header", async () => {
    expect(await inspectBytes(buildMp4({ fragments: 3, durationMs: 9000 }))).toMatchObject({
      media: { durationMs: 9000 },
    });
  });

  it("says that it does not know an unstated duration or size", async () => {
    const bytes = buildMp4({ durationMs: 0, widthPx: 0 });
    expect(await inspectBytes(bytes)).toMatchObject({
      media: { durationMs: null, widthPx: null, heightPx: null },
    });
    const unknown = { durationMs: ((2 ** 32 - 1) / 600) * 1000 };
    expect(await inspectBytes(buildMp4(unknown))).toMatchObject({ media: { durationMs: null } });
  });

  it("accepts an old QuickTime file whose index is compressed", async () => {
    expect(await inspectBytes(box("moov", box("cmov", [1, 2])), box("mdat", [1]))).toMatchObject({
      media: { mediaType: "video/quicktime", durationMs: null, widthPx: null },
    });
  });

  it("reads box sizes in their 64-bit form and boxes that reach to the end", async () => {
    const media = { durationMs: 2000 };
    expect(await inspectBytes(ftyp("mp42"), largeBox("mdat", "data"), moov())).toMatchObject({
      media,
    });
    expect(await inspectBytes(ftyp("mp42"), moov(), u32(0), "mdat", "data")).toMatchObject({
      media,
    });
  });

  it("refuses a video that is cut anywhere: in its data, before its index, before its data", async () => {
    const indexLast = buildMp4({ indexFirst: false });
    const cut = truncated("video/mp4");
    expect(await inspectBytes(buildMp4().subarray(0, -1))).toMatchObject(cut);
    expect(
      await inspectBytes(indexLast.subarray(0, indexLast.length - moov().length)),
    ).toMatchObject(cut);
    expect(await inspectBytes(ftyp("isom"), moov())).toMatchObject(cut);
  });

  it("passes over what stands behind a whole film: zeros, free space, what a camera adds", async () => {
    for (const behind of [
      [0, 0, 0],
      [0, 0, 0, 0],
      Array<number>(1000).fill(0),
      [0, 0, 0, 8, ...Buffer.from("free")],
      [...Buffer.from("SEFT, and what else a camera says")],
    ]) {
      expect(await inspectBytes(buildMp4(), behind)).toMatchObject({ ok: true });
    }
  });

  it("names sound in a video's clothes", async () => {
    expect(await inspectBytes(buildMp4({ tracks: ["soun"] }))).toEqual({
      ok: false,
      refusal: { code: "unsupported-type", details: { detected: "m4a" } },
    });
  });

  it("reads only headers: a video of 8 GB costs a few small slices", async () => {
    const file = new CountingBlob([
      { bytes: joinBytes(ftyp("isom"), u32(1), "mdat", [0, 0, 0, 2, 0, 0, 0, 16]) },
      { zeros: 2 ** 33 },
      { bytes: moov({ durationMs: 600_000 }) },
    ]);
    expect(await inspectMedia(bytesOf(file))).toMatchObject({ media: { durationMs: 600_000 } });
    expect(file.bytesRead).toBeLessThan(32 * 1024);
  });
});
