import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rankMedia } from "../../../../lib/capture/grid/rank-media";
import type { FoundMedia } from "../../../../lib/capture/page/page-messages";
import { found } from "../found-media";

const FRAME = "https://site.test/";
const rank = (...media: FoundMedia[]) =>
  rankMedia([{ frameId: 0, scan: { frameUrl: FRAME, found: media, isCut: false } }]);
const keys = (...media: FoundMedia[]) => rank(...media).map(({ key }) => key);

describe("the media of a page", () => {
  it("stand in one list, the largest first, with the frames that hold them", () => {
    const list = rankMedia([
      {
        frameId: 0,
        scan: { frameUrl: FRAME, found: [found("small", { widthPx: 100 })], isCut: false },
      },
      {
        frameId: 7,
        scan: { frameUrl: `${FRAME}in`, found: [found("large", { widthPx: 900 })], isCut: true },
      },
    ]);
    expect(list.map(({ key, frameId, frameUrl }) => [key, frameId, frameUrl])).toEqual([
      ["large", 7, `${FRAME}in`],
      ["small", 0, FRAME],
    ]);
  });

  it.each([
    ["a dot that counts visitors", { widthPx: 1, heightPx: 1 }],
    ["an arrow", { widthPx: 24, heightPx: 24 }],
    ["a line", { widthPx: 1200, heightPx: 8 }],
    ["what has no size", { widthPx: 0, heightPx: 0 }],
  ])("are without %s", (_name, size) => {
    expect(keys(found("a", size))).toEqual([]);
  });

  it("are with a video that has not begun to load", () => {
    expect(keys(found("a", { kind: "video", widthPx: 0, heightPx: 0 }))).toEqual(["a"]);
  });

  it("name each address once, with what the page says about it", () => {
    const url = "https://site.test/a.jpg";
    const back = found("back", { url, kind: "background", widthPx: 800, altText: "" });
    const image = found("image", { url, widthPx: 400, altText: "A harbor" });
    expect(rank(image, back)).toMatchObject([{ key: "back", altText: "A harbor" }]);
  });

  it("name each drawing, which has no address", () => {
    const drawing = { kind: "canvas", url: "" } as const;
    expect(keys(found("a", drawing), found("b", drawing))).toEqual(["a", "b"]);
  });

  it("are at most 120, sorted, without a repeated address, whatever a page holds", () => {
    const media = fc.record({
      key: fc.uuid(),
      kind: fc.constantFrom("image", "video", "background"),
      url: fc.nat(300).map((number) => `https://site.test/${number}.jpg`),
      widthPx: fc.nat(4000),
      heightPx: fc.nat(4000),
      altText: fc.string(),
      thumbnail: fc.constant(""),
    }) as fc.Arbitrary<FoundMedia>;
    fc.assert(
      fc.property(fc.array(media, { maxLength: 400 }), (all) => {
        const list = rank(...all);
        const pixels = list.map(({ widthPx, heightPx }) => widthPx * heightPx);
        expect(list.length).toBeLessThanOrEqual(120);
        expect(pixels).toEqual(pixels.toSorted((a, b) => b - a));
        expect(new Set(list.map(({ url }) => url)).size).toBe(list.length);
      }),
    );
  });
});
