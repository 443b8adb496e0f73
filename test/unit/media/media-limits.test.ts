import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MediaInfo } from "../../../lib/media/media-info";
import { checkLimits, MEDIA_LIMITS } from "../../../lib/media/media-limits";

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

const image: MediaInfo = {
  mediaType: "image/png",
  category: "tweet_image",
  totalBytes: 5 * MIB,
  widthPx: 8000,
  heightPx: 6000,
  frameCount: null,
  durationMs: null,
  isAnimated: false,
};
const gif: MediaInfo = {
  ...image,
  mediaType: "image/gif",
  category: "tweet_gif",
  totalBytes: 15 * MIB,
  widthPx: 1280,
  heightPx: 600,
  frameCount: 350,
  isAnimated: true,
};
const video: MediaInfo = {
  ...image,
  mediaType: "video/mp4",
  category: "tweet_video",
  totalBytes: 8 * GIB,
  widthPx: 1920,
  heightPx: 640,
  durationMs: 20 * 60_000,
  isAnimated: true,
};

describe("checkLimits", () => {
  it.each([
    ["an image of 5 MB", image],
    ["a GIF of 15 MB with 350 frames", gif],
    ["a GIF of 1280 × 1080", { ...gif, heightPx: 1080, frameCount: 217 }],
    ["a GIF of 1080 × 1280", { ...gif, widthPx: 1080, heightPx: 1280, frameCount: 217 }],
    ["a GIF that is not counted", { ...gif, frameCount: null }],
    ["a video of 8 GB and 20 minutes", video],
    ["a video of half a second", { ...video, durationMs: 500 }],
    ["a video of 32 × 32", { ...video, widthPx: 32, heightPx: 32 }],
    ["a video of 1:3", { ...video, widthPx: 360, heightPx: 1080 }],
    ["a video in 4K, whose refusal is X's business", { ...video, widthPx: 3840, heightPx: 2160 }],
    ["a video that says nothing", { ...video, widthPx: null, heightPx: null, durationMs: null }],
  ] as const)("lets %s pass", (_name, media) => {
    expect(checkLimits(media, "standard")).toBeNull();
    expect(checkLimits(media, "premium")).toBeNull();
  });

  it.each([
    ["an image", image, 5 * MIB],
    ["a GIF", gif, 15 * MIB],
    ["a video", video, 8 * GIB],
  ] as const)("says by how much %s is too large", (_name, media, limit) => {
    const { category } = media;
    expect(checkLimits({ ...media, totalBytes: limit + 1 }, "standard")).toEqual({
      code: "too-large",
      details: { category, limit, actual: limit + 1, unit: "bytes" },
    });
  });

  it("grants subscribers longer and larger videos, and nothing else", () => {
    const long = { ...video, totalBytes: 16 * GIB, durationMs: 125 * 60_000 };
    expect(checkLimits(long, "premium")).toBeNull();
    expect(checkLimits({ ...long, totalBytes: 16 * GIB + 1 }, "premium")).toMatchObject({
      code: "too-large",
      details: { limit: 17_179_869_184 },
    });
    expect(checkLimits({ ...long, durationMs: 125 * 60_000 + 1 }, "premium")).toMatchObject({
      code: "too-long",
    });
    expect(checkLimits({ ...image, totalBytes: 5 * MIB + 1 }, "premium")).not.toBeNull();
    expect(checkLimits({ ...gif, totalBytes: 15 * MIB + 1 }, "premium")).not.toBeNull();
  });

  it("says by how much a video is too long or too short", () => {
    expect(checkLimits({ ...video, durationMs: 1_200_001 }, "standard")).toEqual({
      code: "too-long",
      details: { category: "tweet_video", limit: 1_200_000, actual: 1_200_001, unit: "ms" },
    });
    expect(checkLimits({ ...video, durationMs: 499 }, "standard")).toEqual({
      code: "too-short",
      details: { category: "tweet_video", limit: 500, actual: 499, unit: "ms" },
    });
  });

  it("says by how much a GIF has too many frames or pixels", () => {
    expect(checkLimits({ ...gif, frameCount: 351 }, "standard")).toEqual({
      code: "too-many-frames",
      details: { category: "tweet_gif", limit: 350, actual: 351, unit: "frames" },
    });
    expect(checkLimits({ ...gif, heightPx: 1000, frameCount: 300 }, "standard")).toEqual({
      code: "too-many-pixels",
      details: { category: "tweet_gif", limit: 300_000_000, actual: 384_000_000, unit: "pixels" },
    });
  });

  it.each([
    [1281, 100],
    [100, 1281],
    [1081, 1081],
  ])("refuses a GIF of %i × %i", (widthPx, heightPx) => {
    expect(checkLimits({ ...gif, widthPx, heightPx, frameCount: 1 }, "standard")).toEqual({
      code: "dimensions",
      details: {
        category: "tweet_gif",
        widthPx,
        heightPx,
        rule: "max-size",
        maxLongSidePx: 1280,
        maxShortSidePx: 1080,
      },
    });
  });

  it("refuses a video that is too small, too wide or too tall", () => {
    const size = (widthPx: number, heightPx: number) =>
      checkLimits({ ...video, widthPx, heightPx }, "standard");
    expect(size(31, 64)).toMatchObject({
      details: { rule: "min-side", minSidePx: 32, widthPx: 31 },
    });
    expect(size(64, 31)).toMatchObject({ code: "dimensions", details: { rule: "min-side" } });
    expect(size(961, 320)).toMatchObject({ details: { rule: "aspect-ratio", maxLongToShort: 3 } });
    expect(size(320, 961)).toMatchObject({ details: { rule: "aspect-ratio", heightPx: 961 } });
  });

  it("refuses a picture without any width or height", () => {
    expect(checkLimits({ ...image, widthPx: 0 }, "standard")).toMatchObject({ code: "dimensions" });
    expect(checkLimits({ ...gif, heightPx: 0 }, "standard")).toMatchObject({ code: "dimensions" });
  });

  it("never refuses a subscriber what it grants everyone", () => {
    const size = fc.option(fc.integer({ min: 0, max: 5000 }), { nil: null });
    const media = fc.record({
      base: fc.constantFrom(image, gif, video),
      totalBytes: fc.integer({ min: 0, max: 2 ** 35 }),
      widthPx: size,
      heightPx: size,
      durationMs: fc.option(fc.nat(10_000_000), { nil: null }),
    });
    fc.assert(
      fc.property(media, ({ base, ...rest }) => {
        fc.pre(checkLimits({ ...base, ...rest }, "standard") === null);
        expect(checkLimits({ ...base, ...rest }, "premium")).toBeNull();
      }),
    );
  });

  it("is for each category a table that others can print", () => {
    expect(MEDIA_LIMITS.tweet_video.premium.maxBytes).toBe(17_179_869_184);
    expect(MEDIA_LIMITS.tweet_image.maxBytes).toBe(5_242_880);
  });
});
