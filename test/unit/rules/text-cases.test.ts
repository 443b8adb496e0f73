import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { topLevelDomains } from "../../../lib/rules/known-top-level-domains";
import { weighText } from "../../../lib/rules/text-weight";
import { twitterText } from "./twitter-text-oracle";

const weightOf = (text: string) => weighText(text, topLevelDomains()).weight;
const theirs = (text: string) => twitterText.parseTweet(text).weightedLength;

/** Texts as people post them, by what is special about each. */
const POSTS: Readonly<Record<string, readonly (readonly [text: string, weight: number])[]>> = {
  "addresses with a scheme": [
    ["see http://example.com/?q=1&b=é now", 32],
    ["HTTPS://EXAMPLE.COM", 23],
    ["http://t.co/abc123 and https://t.co/Xyz", 51],
    ["http://example.com:99999/x", 23],
    ["https://user:pw@example.com", 27],
    ["http://[::1]/", 13],
    ["http://192.168.0.1/", 19],
    ["ftp://example.com", 17],
  ],
  "addresses without a scheme": [
    ["example.com", 23],
    ["www.example.co.uk/path?x=1#top.", 24],
    ["a.com, b.org; c.net", 73],
    ["example.com:8080", 28],
    ["it.so are we", 30],
    ["photo.jpg and notes.txt", 23],
  ],
  "names of domains in other scripts": [
    ["http://日本語.jp", 23],
    ["http://пример.рф/путь", 23],
    ["ünïcode.com", 24],
    ["xn--bcher-kva.com", 23],
    ["http://xn--bcher-kva.example", 28],
    ["例え.jp", 7],
  ],
  "what only looks like a link": [
    ["mailto:a@b.com", 14],
    ["a@example.com", 13],
    ["$AAPL $BRK.B $example.com", 25],
    ["#example.com @example.com", 25],
    ["and...then", 10],
    ["v1.2.3", 6],
  ],
  "words with a sign before them": [
    ["#tag @user $TWTR up", 19],
    ["#日本語", 7],
    ["＃tag ＠user", 12],
  ],
  emoji: [
    ["👍👍🏿", 4],
    ["👨‍👩‍👧‍👦!", 3],
    ["🏳️‍🌈🏴󠁧󠁢󠁳󠁣󠁴󠁿🇫🇷", 6],
    ["1️⃣2️⃣", 4],
    ["☺️ ♾ ©️", 8],
    ["👩🏽‍🚀 in 🛰️", 8],
    ["♥ ♥️ ❤", 8],
  ],
  "scripts that weigh 2": [
    ["𠮷野家", 6],
    ["한국어 가\u11A8", 9],
    ["ｆｕｌｌ", 8],
    ["ｶﾀｶﾅ、ひらがな。", 20],
    ["ﷺ", 2],
  ],
  "scripts that weigh 1": [
    ["नमस्ते", 6],
    ["สวัสดี", 6],
    ["שלום עולם", 9],
    ["مرحبا بالعالم", 13],
    ["Привет, мир", 11],
    ["½ ² ﬁ", 6],
  ],
  "letters with marks, composed and not": [
    ["cafe\u0301", 4],
    ["e\u0301".repeat(10), 10],
    ["q\u0323\u0307", 3],
    ["Å\u212B", 2],
    ["\u1112\u1161\u11AB", 2],
  ],
  "marks of direction": [
    ["\u200Eabc\u200F", 7],
    ["x\u202Eabc\u202C", 8],
    ["\u2066a\u2069", 5],
    ["\u061Cа", 2],
  ],
  "a path whose parentheses stand behind a sign that ends none": [
    ["http://a.ac/.(a)", 27],
    ["http://a.ac/,(a)b", 23],
    ["http://a.ac/x(a)(b)", 23],
    ["http://a.ac/x.(a)(b)", 30],
  ],
  "line breaks and blanks": [
    ["line\nline\r\nend", 14],
    ["  a\t b  ", 8],
    ["\u00A0\u2003\u3000", 4],
    ["\n\n\n", 3],
  ],
  "characters that are none": [
    ["a\uFFFEb", 4],
    ["\uFEFFa", 3],
    ["\uFFFF", 2],
    ["\uD83D", 2],
    ["\u0000\u001B", 2],
  ],
};

describe("a post weighs what twitter-text says", () => {
  for (const [kind, posts] of Object.entries(POSTS)) {
    it.each(posts)(`${kind}: %j`, (text, weight) => {
      expect(weightOf(text)).toBe(weight);
      expect(theirs(text)).toBe(weight);
    });
  }

  it("for any text of whole letters, signs, emoji and addresses", () => {
    const address = fc
      .tuple(fc.webUrl(), fc.constantFrom(" ", "\n", ".", ")", "、", ""))
      .map((parts) => parts.join(""));
    const text = fc
      .array(fc.oneof(fc.string({ unit: "grapheme", maxLength: 12 }), address), { maxLength: 8 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (typed) => {
        // Where its address and its own offsets disagree, twitter-text has slipped.
        const links = twitterText.extractUrlsWithIndices(typed.normalize("NFC"));
        fc.pre(links.every(({ url, indices }) => url.length === indices[1] - indices[0]));
        fc.pre(!hasNewerEmoji(typed));
        expect(weightOf(typed)).toBe(theirs(typed));
      }),
      { numRuns: 1500 },
    );
  });

  it.each([
    ["Latin letters", "x", 280],
    ["letters of two code units each", "e\u0301", 280],
    ["CJK", "日", 140],
    ["emoji", "👩🏽‍🚀", 140],
    ["flags", "🇩🇪", 140],
    ["line breaks", "\n", 280],
    ["links", "a.co ", 11],
  ])("up to the last of %s that fits, and the first that does not", (_, unit, most) => {
    const full = `.${unit.repeat(most)}`.slice(1);
    expect([weighText(full, topLevelDomains()).isOverLimit, theirs(full) > 280]).toEqual([
      false,
      false,
    ]);
    const over = full + unit;
    expect([weighText(over, topLevelDomains()).isOverLimit, theirs(over) > 280]).toEqual([
      true,
      true,
    ]);
  });
});

const RGI = /^\p{RGI_Emoji}$/v;
const fromCode = (...codes: number[]) => String.fromCodePoint(...codes);
const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe("every emoji weighs 2", () => {
  const characters = [...range(0, 0xd7ff), ...range(0xe000, 0x1ffff)].map((code) => fromCode(code));
  const single = characters
    .flatMap((each) => [each, `${each}\uFE0F`])
    .filter((each) => RGI.test(each));
  const toned = characters
    .filter((each) => /\p{Emoji_Modifier_Base}/u.test(each))
    .flatMap((each) => range(0x1f3fb, 0x1f3ff).map((tone) => each + fromCode(tone)))
    .filter((each) => RGI.test(each));
  const flags = range(0x1f1e6, 0x1f1ff)
    .flatMap((first) => range(0x1f1e6, 0x1f1ff).map((second) => fromCode(first, second)))
    .filter((each) => RGI.test(each));
  const keycaps = [..."#*0123456789"].flatMap((key) => [`${key}\uFE0F\u20E3`, `${key}\u20E3`]);

  it.each([
    ["of one character", single, 1300, 2],
    // Tones that came after the table of twitter-text: hands, and people together.
    ["with a skin tone", toned, 600, 135],
    ["that is a flag", flags, 250, 1],
    ["that is a keycap", keycaps, 24, 0],
  ])("%s", (_, emoji, least, newer) => {
    expect(emoji.length).toBeGreaterThanOrEqual(least);
    expect(emoji.filter((each) => weightOf(each) !== 2)).toEqual([]);
    // What it knows it weighs alike; what a newer Unicode brings may only become more.
    const unknown = emoji.filter((each) => theirs(each) !== 2).length;
    expect(unknown).toBeGreaterThanOrEqual(newer);
    expect(unknown).toBeLessThan(emoji.length / 3);
  });
});

/** Whether a text holds an emoji that twitter-text's table of 2018 does not have. */
function hasNewerEmoji(text: string): boolean {
  const all = text.normalize("NFC").match(/\p{RGI_Emoji}/gv) ?? [];
  return all.some((each) => theirs(each) !== 2);
}
