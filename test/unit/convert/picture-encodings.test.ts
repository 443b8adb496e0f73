import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listPictureEncodings } from "../../../lib/convert/picture-encodings";
import { MEDIA_LIMITS } from "../../../lib/media/media-limits";

const anyPicture = fc.record({
  sourceType: fc.constantFrom("image/png", "image/jpeg", "image/webp", null),
  widthPx: fc.integer({ min: 1, max: 30_000 }),
  heightPx: fc.integer({ min: 1, max: 30_000 }),
} as const);

describe("the ways to write a picture", () => {
  it("keep the source's format where it has one, and else lose nothing first", () => {
    const size = { widthPx: 400, heightPx: 300 };
    const types = (sourceType: "image/png" | "image/jpeg" | "image/webp" | null) => [
      ...new Set(listPictureEncodings({ ...size, sourceType }).map(({ mediaType }) => mediaType)),
    ];
    expect(types("image/jpeg")).toEqual(["image/jpeg"]);
    expect(types("image/webp")).toEqual(["image/webp"]);
    expect(types("image/png")).toEqual(["image/png", "image/jpeg"]);
    expect(types(null)).toEqual(["image/png", "image/jpeg"]);
  });

  it("lower the quality before they shrink it, and neither ever goes up again", () => {
    fc.assert(
      fc.property(anyPicture, (picture) => {
        const lossy = listPictureEncodings(picture).filter(({ quality }) => quality !== null);
        const scales = lossy.map(({ scale }) => scale);
        expect(scales).toEqual(scales.toSorted((a, b) => b - a));
        const full = lossy.filter(({ scale }) => scale === scales[0]);
        const qualities = full.map(({ quality }) => quality ?? 0);
        expect(qualities).toEqual(qualities.toSorted((a, b) => b - a));
        expect(qualities.length).toBeGreaterThan(3);
      }),
    );
  });

  it("never go over X's longest side, and shrink only what does", () => {
    const { maxSidePx } = MEDIA_LIMITS.tweet_image;
    fc.assert(
      fc.property(anyPicture, (picture) => {
        const long = Math.max(picture.widthPx, picture.heightPx);
        const [first] = listPictureEncodings(picture);
        expect(Math.round(long * (first?.scale ?? 0))).toBe(Math.min(long, maxSidePx));
      }),
    );
  });

  it("are few, and end so small that any picture fits", () => {
    fc.assert(
      fc.property(anyPicture, (picture) => {
        const encodings = listPictureEncodings(picture);
        expect(encodings.length).toBeLessThan(30);
        const { scale = 1 } = encodings.at(-1) ?? {};
        const pixels = picture.widthPx * scale * (picture.heightPx * scale);
        // Three bytes a pixel is more than any encoder needs.
        expect(pixels * 3).toBeLessThan(MEDIA_LIMITS.tweet_image.maxBytes);
      }),
    );
  });
});
