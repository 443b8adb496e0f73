import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { findLinks } from "../../../lib/rules/find-links";
import { topLevelDomains } from "../../../lib/rules/known-top-level-domains";
import { findTopLevelDomainEnd } from "../../../lib/rules/top-level-domains";
import { mixedText } from "./mixed-text";
import { oracleLinks, twitterText } from "./twitter-text-oracle";

function linkedTexts(text: string): string[] {
  return findLinks(text, topLevelDomains()).map(({ start, end }) => text.slice(start, end));
}

const cases: Record<string, readonly (readonly [text: string, links: readonly string[]])[]> = {
  "an address with a scheme is a link": [
    ["see http://example.com now", ["http://example.com"]],
    ["HTTPS://EXAMPLE.COM/A", ["HTTPS://EXAMPLE.COM/A"]],
    ["(https://example.com)", ["https://example.com"]],
    ["日本http://example.com", ["http://example.com"]],
    ["http://日本語.jp/x", ["http://日本語.jp/x"]],
    ["ahttp://example.com", []],
    ["ftp://example.com", []],
    ["http://localhost", []],
    ["http://192.168.0.1/", []],
    ["http://", []],
  ],
  "a name without a scheme is a link when its top-level domain is known": [
    ["example.com", ["example.com"]],
    [
      "clip.mov, image.zip, readme.md, hello.world",
      ["clip.mov", "image.zip", "readme.md", "hello.world"],
    ],
    ["t.me/x", ["t.me/x"]],
    ["photo.jpg file.mp4 node.js v1.2.3 e.g. a.b", []],
    ["example.co.uk", ["example.co.uk"]],
    ["example.comma", []],
    ["no dot at all", []],
    ["...", []],
  ],
  "country domains behave as the others": [
    ["it.so", ["it.so"]],
    ["bit.ly/abc and x.de", ["bit.ly/abc", "x.de"]],
    ["example.jpへ", ["example.jp"]],
    ["example.jp-x", []],
  ],
  "internationalised top-level domains count with a scheme or after Latin letters": [
    ["http://пример.рф", ["http://пример.рф"]],
    ["HTTP://ПРИМЕР.РФ", ["HTTP://ПРИМЕР.РФ"]],
    ["пример.рф", []],
    ["nic.みんな", ["nic.みんな"]],
    ["a.嘉里大酒店", ["a.嘉里大酒店"]],
    ["nic.xn--q9jyb4c/x", ["nic.xn--q9jyb4c/x"]],
  ],
  "what stands before a name decides": [
    ["user@example.com", []],
    ["user@mail.example.com", []],
    ["@example.com", []],
    ["＠example.com", ["example.com"]],
    ["#example.com", []],
    ["$example.com", []],
    ["$AAPL @jack #tag", []],
    ["-example.com", []],
    ["/example.com", []],
    [".example.com", []],
    ["_example.com", []],
    [":example.com", ["example.com"]],
    ['"example.com"', ["example.com"]],
    ["\u200Eexample.com\u200F", ["example.com"]],
    ["\uFEFFexample.com", []],
    ["😀example.com", ["example.com"]],
    ["本例example.com", ["example.com"]],
  ],
  "what follows a name decides": [
    ["example.com@x", []],
    ["example.com+x", []],
    ["example.com, and", ["example.com"]],
    ["example.com.", ["example.com"]],
    ["example.com!?", ["example.com"]],
    ["example.comです", ["example.com"]],
    ["example.com_x", ["example.com"]],
  ],
  "underscores may stand in inner labels only": [
    ["http://a_b.example.com", ["http://a_b.example.com"]],
    ["http://a_b.com", []],
    ["http://_a.example.com", []],
    ["http://a-.com", []],
  ],
  "a port belongs to the link, but after a bare name only together with a path": [
    ["http://example.com:8080", ["http://example.com:8080"]],
    ["http://example.com:8080/x", ["http://example.com:8080/x"]],
    ["example.com:8080", ["example.com"]],
    ["example.com:8080/x", ["example.com:8080/x"]],
    ["http://example.com:", ["http://example.com"]],
  ],
  "a path ends before trailing punctuation": [
    ["http://example.com/a.", ["http://example.com/a"]],
    ["http://example.com/a,b;c!", ["http://example.com/a,b;c"]],
    ["http://example.com/…", ["http://example.com/"]],
    ["http://example.com/я/é", ["http://example.com/я/é"]],
    ["http://example.com/日", ["http://example.com/"]],
    ["http://example.com/@user/x", ["http://example.com/@user/x"]],
    ["http://example.com/#top", ["http://example.com/#top"]],
  ],
  "parentheses belong to a path when paired, two deep at most": [
    ["(see example.com/a_(b))", ["example.com/a_(b)"]],
    ["example.com/a(b(c)d)e", ["example.com/a(b(c)d)e"]],
    ["example.com/a(b(c(d)))", ["example.com/a"]],
    ["example.com/a)", ["example.com/a"]],
    ["example.com/a(b", ["example.com/a"]],
    ["example.com/()", ["example.com/"]],
  ],
  "a query needs a scheme or a path before it": [
    ["http://example.com?a=1&b=(2)", ["http://example.com?a=1&b=(2"]],
    ["http://example.com/?a=1.", ["http://example.com/?a=1"]],
    ["example.com?a=1", ["example.com"]],
    ["example.com/?a=1", ["example.com/?a=1"]],
    ["http://example.com/a?!", ["http://example.com/a"]],
  ],
  "X's own short links end after the slug": [
    ["https://t.co/Abc123/more", ["https://t.co/Abc123"]],
    ["https://t.co/Abc123?x=1", ["https://t.co/Abc123?x=1"]],
    [`https://t.co/${"a".repeat(41)}`, []],
    [`https://t.co/${"a".repeat(40)}`, [`https://t.co/${"a".repeat(40)}`]],
  ],
  "labels and links have a greatest length": [
    [`http://${"a".repeat(63)}.com`, [`http://${"a".repeat(63)}.com`]],
    [`http://${"a".repeat(64)}.com`, []],
    [`http://${"日本語".repeat(15)}.com`, [`http://${"日本語".repeat(15)}.com`]],
    [`http://${"日本語の長い名前".repeat(7)}.com`, []],
    [`http://${"日".repeat(64)}.com`, []],
    [
      `http://${"日".repeat(20)}。${"本".repeat(20)}.com`,
      [`http://${"日".repeat(20)}。${"本".repeat(20)}.com`],
    ],
    [`http://a.com/${"x".repeat(4076)}`, [`http://a.com/${"x".repeat(4076)}`]],
    [`http://a.com/${"x".repeat(4077)}`, []],
  ],
  "several links keep their order": [
    ["a.com b.com http://c.com/ d.org", ["a.com", "b.com", "http://c.com/", "d.org"]],
    ["a.com日b.com", ["a.com", "b.com"]],
    ["a.com/日b.com", ["a.com/", "b.com"]],
  ],
};

describe("findLinks", () => {
  for (const [rule, examples] of Object.entries(cases)) {
    it.each(examples)(`${rule}: %j`, (text, links) => {
      expect(linkedTexts(text)).toEqual(links);
      expect(findLinks(text, topLevelDomains())).toEqual(oracleLinks(text));
    });
  }

  it("agrees with twitter-text on every top-level domain it knows", () => {
    expect(topLevelDomains().size).toBe(1574);
    const names = Array.from(topLevelDomains(), (domain) => `http://example.${domain}`);
    expect(names.filter((name) => linkedTexts(name)[0] !== name)).toEqual([]);
    expect(names.filter((name) => oracleLinks(name)[0]?.end !== name.length)).toEqual([]);
  });

  it("agrees with twitter-text that no other word of two or three letters is one", () => {
    const letters = [..."abcdefghijklmnopqrstuvwxyz"];
    const pairs = letters.flatMap((first) => letters.map((second) => first + second));
    const words = [...pairs, ...pairs.flatMap((pair) => letters.map((third) => pair + third))];
    const text = words.map((word) => `a.${word}`).join(" ");
    expect(linkedTexts(text)).toEqual(
      twitterText.extractUrlsWithIndices(text).map(({ url }) => url),
    );
  });

  it("agrees with twitter-text on arbitrary mixtures", () => {
    fc.assert(
      fc.property(mixedText, (mixture) => {
        const text = mixture.normalize("NFC");
        const theirs = twitterText.extractUrlsWithIndices(text);
        // Where its address and its own offsets disagree, twitter-text has slipped.
        fc.pre(theirs.every(({ url, indices }) => url.length === indices[1] - indices[0]));
        expect(linkedTexts(text)).toEqual(theirs.map(({ url }) => url));
        // It looks a bare name up by its text, and so may point at an earlier copy of it.
        if (theirs.every(({ url }) => text.split(url).length === 2)) {
          expect(findLinks(text, topLevelDomains())).toEqual(oracleLinks(text));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("gives like names that run together their own offsets, where twitter-text gives the first's", () => {
    expect(linkedTexts("ab.comx日b.com")).toEqual(["b.com"]);
    expect(findLinks("ab.comx日b.com", topLevelDomains())).toEqual([{ start: 8, end: 13 }]);
    expect(oracleLinks("ab.comx日b.com")).toEqual([{ start: 1, end: 6 }]);
  });

  it("ends a partly Latin name where its path ends", () => {
    expect(linkedTexts("example.comпример.рф/x")).toEqual(["example.comпример.рф/x"]);
  });

  it.each([
    ["letters", "日"],
    ["letters and dots", "日."],
    ["names", "日.com"],
    ["open parentheses", "a.co/("],
    ["nested parentheses", "(a(b"],
    ["schemes", "http://"],
    ["punycode", "xn--a."],
  ])("takes time in proportion to the length of long runs of %s", (_kind, unit) => {
    const text = `http://a.com/${unit.repeat(25_000 / unit.length)}`;
    const startedMs = performance.now();
    findLinks(text, topLevelDomains());
    findLinks(text.slice("http://a.com/".length), topLevelDomains());
    expect(performance.now() - startedMs).toBeLessThan(1500);
  });
});

describe("findTopLevelDomainEnd", () => {
  it("prefers the longest name, so that a shorter one inside it does not end the link early", () => {
    expect(findTopLevelDomainEnd("嘉里大酒店", 0, topLevelDomains())).toBe(5);
    expect(findTopLevelDomainEnd("嘉里人", 0, topLevelDomains())).toBe(2);
  });

  it("starts nowhere but at the given offset", () => {
    expect(findTopLevelDomainEnd("x.com", 1, topLevelDomains())).toBeNull();
    expect(findTopLevelDomainEnd("x.com", 2, topLevelDomains())).toBe(5);
  });
});
