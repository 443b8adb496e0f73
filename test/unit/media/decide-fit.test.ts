import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideFit, findTrim, fitOfUncleanable } from "../../../lib/media/decide-fit";
import type { KnownTypeName, MediaInfo } from "../../../lib/media/media-info";
import { checkLimits, MAX_DECODED_PIXELS, MEDIA_LIMITS } from "../../../lib/media/media-limits";
import { GIF, IMAGE, VIDEO as TINY_VIDEO } from "../jobs/example-records";

const MINUTE_MS = 60_000;
const PNG: MediaInfo = { ...IMAGE, mediaType: "image/png" };
const VIDEO: MediaInfo = { ...TINY_VIDEO, widthPx: 64, heightPx: 48 };
const { standard } = MEDIA_LIMITS.tweet_video;

const fit = (media: MediaInfo, foreignCodec?: string) =>
  decideFit(
    { ok: true, media, ...(foreignCodec !== undefined && { foreignCodec }) },
    media.totalBytes,
    "standard",
  );

describe("what X takes", () => {
  it.each([
    ["an image", IMAGE],
    ["a GIF", GIF],
    ["a video", VIDEO],
    ["a large image", { ...PNG, totalBytes: 5 * 1024 * 1024, widthPx: 8192, heightPx: 8192 }],
  ])("(%s) goes as it is", (_name, media) => {
    expect(fit(media)).toEqual({ verdict: "as-is", media });
  });
});

describe("what nobody can free of hidden data", () => {
  it.each([
    ["an image", IMAGE, { kind: "picture" }],
    ["a GIF", GIF, { kind: "picture" }],
    ["a video", VIDEO, { kind: "video", trimToMs: null }],
  ])("(%s) never goes as it is: it is made anew", (_name, media, kind) => {
    const { mediaType: type, totalBytes } = media;
    expect(fitOfUncleanable({ verdict: "as-is", media })).toEqual({
      verdict: "convert",
      conversion: { ...kind, source: { type, totalBytes }, because: "hidden-data" },
    });
  });
});

describe("what X does not take as it is", () => {
  it.each<[string, MediaInfo]>([
    ["an image over 5 MB", { ...PNG, totalBytes: 6_000_000 }],
    ["an image that is too wide", { ...PNG, widthPx: 8193 }],
    ["a moving PNG", { ...PNG, isAnimated: true }],
    ["a moving WEBP", { ...PNG, mediaType: "image/webp", isAnimated: true }],
    ["a GIF over 15 MB", { ...GIF, totalBytes: 16 * 1024 * 1024 }],
    ["a GIF of too many frames", { ...GIF, frameCount: 351 }],
    ["a GIF that is too wide", { ...GIF, widthPx: 1281 }],
    ["a GIF of too many pixels", { ...GIF, widthPx: 1280, heightPx: 1000, frameCount: 300 }],
  ])("(%s) becomes another picture", (_name, media) => {
    const { mediaType: type, totalBytes } = media;
    expect(fit(media)).toEqual({
      verdict: "convert",
      conversion: { kind: "picture", source: { type, totalBytes } },
    });
  });

  it.each<[KnownTypeName, "picture" | "video" | "stream"]>([
    ["avif", "picture"],
    ["heic", "picture"],
    ["svg", "picture"],
    ["bmp", "picture"],
    ["tiff", "picture"],
    ["ico", "picture"],
    ["jxl", "picture"],
    ["webm", "video"],
    ["matroska", "video"],
    ["mpeg-ts", "stream"],
    ["3gp", "video"],
  ])("(%s) is converted as a %s", (detected, kind) => {
    const refusal = { code: "unsupported-type", details: { detected } } as const;
    expect(decideFit({ ok: false, refusal }, 9, "standard")).toMatchObject({
      verdict: "convert",
      conversion: { kind, source: { type: detected, totalBytes: 9 } },
    });
  });

  it("(samples named by an index and by fragments) is joined first", () => {
    const hybrid = (media: MediaInfo) =>
      decideFit({ ok: true, media, isHybrid: true }, media.totalBytes, "standard");
    expect(hybrid(VIDEO)).toMatchObject({
      verdict: "convert",
      conversion: {
        kind: "stream",
        runs: [
          { clock: 0, half: "index" },
          { clock: 1, half: "fragments" },
        ],
      },
    });
    // What is too long is cut off afterwards.
    const long = { ...VIDEO, durationMs: 10 * standard.maxDurationMs };
    expect(hybrid(long)).toMatchObject({ conversion: { kind: "stream" } });
  });

  it("(codings inside an MP4) are converted as a video", () => {
    expect(fit(VIDEO, "hvc1")).toMatchObject({
      verdict: "convert",
      conversion: { kind: "video", trimToMs: null },
    });
  });
});

describe("what cannot be mended", () => {
  it.each([
    ["a document", "pdf"],
    ["a sound", "mp3"],
    ["a playlist", "hls"],
    ["what nobody knows", "unknown"],
  ] as const)("(%s) is refused", (_name, detected) => {
    const refusal = { code: "unsupported-type", details: { detected } } as const;
    const verdict = { verdict: "refused", refusal };
    expect(decideFit({ ok: false, refusal }, 9, "standard")).toEqual(verdict);
  });

  it("(a tracking pixel) is refused by its size, moving or not", () => {
    for (const isAnimated of [true, false]) {
      expect(fit({ ...PNG, widthPx: 1, heightPx: 1, isAnimated })).toMatchObject({
        verdict: "refused",
        refusal: { code: "dimensions", details: { rule: "min-side", minSidePx: 4 } },
      });
    }
  });

  it("(a small file of very many pixels) is refused before anything is decoded", () => {
    expect(fit({ ...PNG, widthPx: 30_000, heightPx: 30_000 })).toMatchObject({
      verdict: "refused",
      refusal: {
        code: "too-many-pixels",
        details: { category: "tweet_image", actual: 900_000_000, limit: MAX_DECODED_PIXELS },
      },
    });
  });

  it("(a video that is too short) is refused", () => {
    expect(fit({ ...VIDEO, durationMs: 100 })).toMatchObject({ verdict: "refused" });
  });
});

describe("a video over a limit", () => {
  it("of its sides is converted: enlarged, or with margins", () => {
    expect(fit({ ...VIDEO, widthPx: 16 })).toMatchObject({ verdict: "convert" });
    expect(fit({ ...VIDEO, widthPx: 1000, heightPx: 100 })).toMatchObject({ verdict: "convert" });
  });

  it("that is too long can be cut to what the account may post, whatever its coding", () => {
    const media = { ...VIDEO, durationMs: 30 * MINUTE_MS };
    for (const foreignCodec of [undefined, "av01"]) {
      expect(fit(media, foreignCodec)).toMatchObject({
        verdict: "trimmable",
        media,
        refusal: { code: "too-long" },
        trimToMs: 20 * MINUTE_MS,
      });
    }
  });

  it("that is too large can be cut to a part that keeps the limit", () => {
    const sizes = fc.integer({ min: standard.maxBytes + 1, max: 2 * standard.maxBytes });
    const lengths = fc.integer({ min: 10_000, max: standard.maxDurationMs });
    fc.assert(
      fc.property(sizes, lengths, (totalBytes, durationMs) => {
        const refusal = checkLimits({ ...VIDEO, totalBytes, durationMs }, "standard");
        const trimToMs = (refusal && findTrim(refusal, durationMs)) ?? Number.NaN;
        expect(trimToMs % 1000).toBe(0);
        expect((trimToMs / durationMs) * totalBytes).toBeLessThan(standard.maxBytes);
      }),
    );
  });

  it("whose length is unknown cannot be cut", () => {
    const media = { ...VIDEO, durationMs: null, totalBytes: standard.maxBytes + 1 };
    expect(fit(media)).toMatchObject({ verdict: "refused", refusal: { code: "too-large" } });
  });
});
