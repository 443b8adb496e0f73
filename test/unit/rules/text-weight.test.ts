import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { topLevelDomains } from "../../../lib/rules/known-top-level-domains";
import * as textWeight from "../../../lib/rules/text-weight";
import { mixedText } from "./mixed-text";
import { twitterText } from "./twitter-text-oracle";

const weighText = (text: string, maxWeight?: number) =>
  textWeight.weighText(text, topLevelDomains(), maxWeight);

const weights: Record<string, readonly (readonly [text: string, weight: number])[]> = {
  "letters and general punctuation weigh 1": [
    ["", 0],
    ["a", 1],
    ["é", 1],
    ["e\u0301", 1],
    ["Ω я א ع ก ა", 11],
    ["\n\t ", 3],
    ["—‘’“”", 5],
    ["\u2032\u2037", 2],
    ["\u10FF", 1],
    ["\u200D", 1],
  ],
  "everything else weighs 2": [
    ["…", 2],
    ["\u1100", 2],
    ["日本", 4],
    ["각", 2],
    ["\u1100\u1161\u11A8", 2],
    ["€", 2],
    ["\u200E\u200F", 4],
    ["\u202A", 2],
    ["\uFE0F", 2],
    ["𝒳", 2],
    ["\uD800", 2],
    ["\uDC00a", 3],
  ],
  "an emoji sequence weighs 2": [
    ["😀", 2],
    ["😀😀", 4],
    ["❤️", 2],
    ["👍🏽", 2],
    ["👨‍👩‍👧‍👦", 2],
    ["👩🏾‍🚒", 2],
    ["🏳️‍🌈", 2],
    ["🇩🇪", 2],
    ["🇩🇪🇫🇷", 4],
    ["🇦🇦", 4],
    ["🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2],
    ["1️⃣", 2],
    ["1⃣", 2],
    ["©", 1],
    ["©️", 2],
    ["0", 1],
    ["#", 1],
  ],
  "what only resembles one weighs as its parts": [
    ["😀‍😀", 5],
    ["😀️", 4],
    ["😀🏽", 4],
    ["☺\uFE0E", 4],
    ["🏃‍♀", 5],
  ],
  "a link weighs 23, whatever its length": [
    ["http://a.co", 23],
    [`http://a.co/${"x".repeat(500)}`, 23],
    ["hi example.com!", 27],
    ["a.com b.com", 47],
    ["http://日本語.jp", 23],
    ["photo.jpg", 9],
  ],
};

describe("weighText", () => {
  for (const [rule, examples] of Object.entries(weights)) {
    it.each(examples)(`${rule}: %j`, (text, weight) => {
      expect(weighText(text).weight).toBe(weight);
      expect(twitterText.parseTweet(text).weightedLength).toBe(weight);
    });
  }

  it.each([
    ["phoenix (15.1)", "🐦‍🔥", 5],
    ["head shaking (15.1)", "🙂‍↔️", 5],
    ["hand with a skin tone (14)", "🫱🏽", 4],
    ["eye in speech bubble, fully qualified", "👁️‍🗨️", 5],
  ])("counts an emoji unknown to twitter-text's table as 2: %s", (_name, emoji, theirs) => {
    expect(weighText(emoji).weight).toBe(2);
    expect(twitterText.parseTweet(emoji).weightedLength).toBe(theirs);
  });

  it("agrees with twitter-text on arbitrary mixtures", () => {
    fc.assert(
      fc.property(mixedText, (text) => {
        const theirs = twitterText.extractUrlsWithIndices(text.normalize("NFC"));
        // Where its address and its own offsets disagree, twitter-text has slipped.
        fc.pre(theirs.every(({ url, indices }) => url.length === indices[1] - indices[0]));
        expect(weighText(text).weight).toBe(twitterText.parseTweet(text).weightedLength);
      }),
      { numRuns: 2000 },
    );
  });

  it("fits at 280 and no longer at 281", () => {
    expect(weighText("x".repeat(280))).toEqual({
      weight: 280,
      maxWeight: 280,
      isOverLimit: false,
      links: [],
      overLimitStart: null,
    });
    expect(weighText("x".repeat(281))).toMatchObject({ isOverLimit: true, overLimitStart: 280 });
    expect(weighText("日".repeat(141))).toMatchObject({ isOverLimit: true, overLimitStart: 140 });
  });

  it.each([
    ["an emoji family", "👨‍👩‍👧‍👦"],
    ["a letter with many marks", `q${"\u0323\u0307".repeat(8)}`],
    ["a flag", "🇩🇪"],
    ["a link", "http://example.com/long"],
    ["a line break of two characters", "\r\n"],
  ])("never splits %s at the limit", (_kind, unit) => {
    const text = `${"x".repeat(278)} ${unit}`;
    expect(weighText(text)).toMatchObject({ isOverLimit: true, overLimitStart: 279 });
  });

  it("starts the part over the limit where twitter-text ends the valid part, or at the grapheme before", () => {
    const longText = fc.array(mixedText, { minLength: 12, maxLength: 16 }).map((parts) =>
      parts
        .join(" ")
        .replace(/[\uFEFF\uFFFE\uFFFF]/g, "")
        // Last: of a text that is not in NFC, twitter-text moves the end by all that is composed.
        .normalize("NFC"),
    );
    const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
    fc.assert(
      fc.property(longText, (text) => {
        const theirs = twitterText.parseTweet(text);
        const slips = twitterText
          .extractUrlsWithIndices(text)
          .some(({ url, indices }) => url !== text.slice(...indices) || text.split(url).length > 2);
        fc.pre(theirs.weightedLength > 280 && !slips);
        const start = graphemes.segment(text).containing(theirs.validRangeEnd + 1)?.index;
        expect(weighText(text).overLimitStart).toBe(start);
      }),
      { numRuns: 200 },
    );
  });

  it("gives offsets in the text as typed, not in its normalised form", () => {
    const cafe = "cafe\u0301 ";
    const { links } = weighText(`${cafe}example.com e\u0301t\u0327 http://a.com/e\u0301.`);
    const text = `${cafe}example.com e\u0301t\u0327 http://a.com/e\u0301.`;
    expect(links.map(({ start, end }) => text.slice(start, end))).toEqual([
      "example.com",
      "http://a.com/e\u0301",
    ]);
    const over = `${"e\u0301".repeat(280)}o\u0308`;
    expect(weighText(over)).toMatchObject({ weight: 281, overLimitStart: 560 });
  });

  it("leaves out of a link the mark that was composed with the letter before it", () => {
    const typed = "e\u0301\u0301example.com";
    expect(weighText(typed).links).toEqual([{ start: 2, end: typed.length }]);
  });

  it("maps every link of any text to the same link in the text as typed", () => {
    fc.assert(
      fc.property(mixedText, (text) => {
        const typed = text.normalize("NFD");
        const normalized = typed.normalize("NFC");
        const { links } = weighText(normalized);
        // Marks that stand in another order once composed belong to no stretch of what was typed.
        fc.pre(
          links
            .flatMap(({ start, end }) => [start, end])
            .every((offset) => splitsAlike(typed, normalized, offset)),
        );
        expect(
          weighText(typed).links.map(({ start, end }) => typed.slice(start, end).normalize("NFC")),
        ).toEqual(links.map(({ start, end }) => normalized.slice(start, end)));
      }),
      { numRuns: 1000 },
    );
  });
});

/** Whether a text as typed can be cut so that both halves compose to those of its NFC form. */
function splitsAlike(typed: string, normalized: string, offset: number): boolean {
  return Array.from({ length: typed.length + 1 }, (_, split) => split).some(
    (split) =>
      split >= offset &&
      typed.slice(0, split).normalize("NFC") === normalized.slice(0, offset) &&
      typed.slice(split).normalize("NFC") === normalized.slice(offset),
  );
}
