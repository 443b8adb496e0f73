import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { estimatePostCost } from "../../../lib/rules/post-cost";

describe("estimatePostCost", () => {
  it.each([
    ["", 0, 0.015],
    ["a picture", 0, 0.015],
    ["a picture", 1, 0.02],
    ["a picture", 3, 0.03],
    ["see example.com", 0, 0.2],
    ["see https://example.com/", 4, 0.22],
    ["mail me@example.com about photo.jpg", 1, 0.02],
  ])("a post with text %j and %i alt texts costs $%d", (text, altTextCount, usd) => {
    expect(estimatePostCost({ text, altTextCount }).usd).toBe(usd);
  });

  it("says why a post with a link is dear", () => {
    expect(estimatePostCost({ text: "clip.mov", altTextCount: 2 })).toEqual({
      usd: 0.21,
      postUsd: 0.2,
      altTextUsd: 0.01,
      containsLink: true,
    });
  });

  it("finds links in text whose accents are typed apart, as X reads it", () => {
    const text = "http://example.vermo\u0308gensberatung";
    expect(estimatePostCost({ text, altTextCount: 0 }).containsLink).toBe(true);
  });

  it("gives sums without binary dust", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.integer({ min: 0, max: 1000 }), (withLink, altTextCount) => {
        const { usd } = estimatePostCost({ text: withLink ? "a.com" : "a", altTextCount });
        expect(usd).toBe(Number(usd.toFixed(3)));
      }),
    );
  });
});
