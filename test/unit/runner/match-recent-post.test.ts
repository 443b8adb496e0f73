import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CLOCK_TOLERANCE_MS,
  matchRecentPost,
  type WantedPost,
} from "../../../lib/runner/match-recent-post";
import { findLinks } from "../../../lib/rules/find-links";
import { topLevelDomains } from "../../../lib/rules/known-top-level-domains";
import type { RecentPost } from "../../../lib/x/recent-posts";
import { mixedText } from "../rules/mixed-text";

const SINCE_MS = 10_000_000;
const MEDIA_LINK = "https://t.co/AbCdEf1234";

/** A text as X returns it: links in its own short form, three characters escaped, the media's link added. */
function asReturned(text: string): string {
  const normalized = text.normalize("NFC");
  let returned = "";
  let end = 0;
  findLinks(normalized, topLevelDomains()).forEach((link, index) => {
    returned += normalized.slice(end, link.start) + `https://t.co/link${index}xyz`;
    end = link.end;
  });
  returned = (returned + normalized.slice(end))
    .trim()
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
  return returned === "" ? MEDIA_LINK : `${returned} ${MEDIA_LINK}`;
}

const recentPost = (change: Partial<RecentPost>): RecentPost => ({
  xPostId: "900",
  text: "Something else entirely",
  mediaKeys: ["3_1"],
  links: [],
  createdAtMs: SINCE_MS + 1000,
  ...change,
});

const look = (
  recent: readonly RecentPost[],
  text: string,
  mediaKeys: readonly string[] = [],
  change: Partial<WantedPost> = {},
) => {
  const wanted = {
    text,
    mediaKeys,
    hasMedia: true,
    sinceMs: SINCE_MS,
    isReply: false,
    otherIds: NOBODY,
  };
  return matchRecentPost(recent, { ...wanted, ...change }, topLevelDomains());
};

const NOBODY: ReadonlySet<string> = new Set();
const FOUND = { kind: "found", xPostId: "900" };
const UNCLEAR = { kind: "unclear", xPostId: "900" };

describe("a text of nothing but links", () => {
  const text = "https://example.org/Boats example.com";
  const returned = `https://t.co/a1 https://t.co/b2 ${MEDIA_LINK}`;
  const links = ["https://example.org/Boats", "http://example.com"];

  it("is found where X says that its links lead to ours", () => {
    expect(look([recentPost({ text: returned, links })], text)).toEqual(FOUND);
    expect(
      look([recentPost({ text: `@ada ${returned}`, links })], text, [], { isReply: true }),
    ).toEqual(FOUND);
  });

  it.each([
    ["X does not say where they lead", returned, []],
    ["one leads elsewhere", returned, ["https://example.org/boats", "http://example.com"]],
    ["there is one more", returned, [...links, "https://example.org/more"]],
    ["there are words beside them", `Look ${returned}`, links],
    ["somebody is mentioned who is not answered", `@ada ${returned}`, links],
  ])("may be ours or not where %s", (_name, shown, its) => {
    const sighting = look([recentPost({ text: shown, links: its })], text);
    expect(sighting.kind).not.toBe("found");
  });

  it("is nothing to go by without a link: a post of a picture alone stays unclear", () => {
    expect(look([recentPost({ text: MEDIA_LINK })], "")).toEqual(UNCLEAR);
  });
});

describe("a post whose answer was lost", () => {
  it("is found by the key of its media, whatever its text became", () => {
    expect(look([recentPost({ mediaKeys: ["3_5", "3_7"] })], "Mine", ["3_7"])).toEqual(FOUND);
  });

  it("is found by its key before a post with the same text is", () => {
    const sameText = recentPost({ xPostId: "901", text: "Mine" });
    expect(look([sameText, recentPost({ mediaKeys: ["3_7"] })], "Mine", ["3_7"])).toEqual(FOUND);
  });

  it("of words alone is found by them, where X has told of the media", () => {
    const words = recentPost({ text: "Mine", mediaKeys: [] });
    const wanted = { hasMedia: false };
    expect(look([words], "Mine", [], wanted)).toEqual(FOUND);
    expect(look([{ ...words, createdAtMs: null }], "Mine", [], wanted)).toEqual(UNCLEAR);
    expect(look([recentPost({ text: "Mine" })], "Mine", [], wanted)).toEqual(UNCLEAR);
    expect(look([words], "Mine")).toEqual(UNCLEAR);
  });

  it.each([
    ["Boats & nets <3 > 2"],
    ["See https://example.com/a?b=c and example.org/path."],
    ["Write &lt; for <, and &amp;lt; for &lt;"],
    ["Sunset 🌅 at the harbour"],
    ["Zeile eins\n\nZeile  zwei\t!"],
    ["Cafe\u0301 au lait"],
    ["日本語のテキスト（例え）"],
    ["R&D at x.com&y"],
    ["#tag @name $CASH 100%"],
  ])("is found by its text: %j", (text) => {
    expect(look([recentPost({ text: asReturned(text) })], text)).toEqual(FOUND);
  });

  it("is found by its text whatever that is, as long as there are words in it", () => {
    fc.assert(
      fc.property(mixedText, (text) => {
        const returned = asReturned(text);
        const normalized = text.normalize("NFC");
        const links = findLinks(normalized, topLevelDomains());
        const ownWords = normalized
          .split("")
          .filter((_, at) => !links.some((l) => l.start <= at && at < l.end));
        const { kind } = look([recentPost({ text: returned })], text);
        // Where X's short link ends cannot be told when letters follow it without a space, and whose it
        // is when the person wrote one that is no link.
        const isGlued = links.some(
          ({ end }) =>
            /^[a-z0-9]/i.test(normalized.slice(end)) && !links.some(({ start }) => start === end),
        );
        const looksShort = /t\.co\//i.test(ownWords.join(""));
        if (isGlued || looksShort) expect(kind).not.toBe("absent");
        else expect(kind).toBe(/[\p{L}\p{N}]/u.test(ownWords.join("")) ? "found" : "unclear");
      }),
      { numRuns: 2000 },
    );
  });

  it("is always found by its text when that is made of escapes", () => {
    const piece = fc.constantFrom("&", "&amp;", "&lt;", "&gt;", "amp;", "lt;", "<", ">", "a", " ");
    const anyText = fc
      .array(piece, { maxLength: 12 })
      .map((pieces) => `word ${pieces.join("")}`.trim());
    fc.assert(
      fc.property(anyText, (text) => {
        expect(look([recentPost({ text: asReturned(text) })], text)).toEqual(FOUND);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    "http://example.com:80example.com",
    "http://example.com:80a<b",
    "c http://a.com:80d>e f",
  ])("is not said to be absent when letters follow a link without a space: %s", (text) => {
    expect(look([recentPost({ text: asReturned(text) })], text)).toEqual(UNCLEAR);
  });

  it("is not said to be absent when X sees a link where we see none", () => {
    const returned = recentPost({ text: "Look at https://t.co/a1b2 now https://t.co/c3d4" });
    expect(look([returned], "Look at boats.newdomain now")).toEqual(UNCLEAR);
  });

  it("is absent when no post carries its key or its text", () => {
    expect(look([], "Mine", ["3_7"])).toEqual({ kind: "absent" });
    expect(look([recentPost({})], "Mine", ["3_7"])).toEqual({ kind: "absent" });
    expect(look([recentPost({ text: "Yours" })], "Mine")).toEqual({ kind: "absent" });
  });

  it("is found by its text behind mentions where it answers a post, and else may be ours or not", () => {
    const answering = recentPost({ text: `@user1 @user_2 Great point! ${MEDIA_LINK}` });
    expect(look([answering], "Great point!", [], { isReply: true })).toEqual(FOUND);
    expect(look([answering], "Great point!")).toEqual(UNCLEAR);
    const wordless = recentPost({ text: `@user1 ${MEDIA_LINK}` });
    expect(look([wordless], "", [], { isReply: true })).toEqual(UNCLEAR);
  });

  it("that X shows cut, without its whole text, may be ours or not", () => {
    const long = "A long post that runs past 280 characters. ".repeat(9);
    const cut = recentPost({ text: `${long.slice(0, 270)}… https://t.co/short` });
    expect(look([cut], long)).toEqual(UNCLEAR);
    expect(look([recentPost({ text: `${long} ${MEDIA_LINK}` })], long)).toEqual(FOUND);
  });

  it.each([
    ["Mine too", "contains it"],
    ["Via example: Mine", "ends with it"],
    ["Mi", "is the beginning of it"],
  ])("with something else in its place (%j, which %s) may be ours or not", (text) => {
    expect(look([recentPost({ text })], "Mine")).toEqual(UNCLEAR);
  });

  it("that begins like it may be ours or not, whatever follows", () => {
    const text = "The boats in the harbour at dawn, as seen from the pier";
    const other = "The boats in the harbour at dawn, and nobody there";
    expect(look([recentPost({ text: other })], text)).toEqual(UNCLEAR);
    expect(look([recentPost({ text: "The boats are gone" })], text).kind).toBe("absent");
  });

  it("with our text and no media may be ours or not", () => {
    expect(look([recentPost({ text: "Mine", mediaKeys: [] })], "Mine")).toEqual(UNCLEAR);
  });

  it("is not one that is known to be another of ours, however alike", () => {
    const otherIds = new Set(["900"]);
    expect(look([recentPost({ text: "Mine" })], "Mine", [], { otherIds }).kind).toBe("absent");
    const second = recentPost({ xPostId: "901", text: "Mine" });
    const found = look([recentPost({ text: "Mine" }), second], "Mine", [], { otherIds });
    expect(found).toEqual({ kind: "found", xPostId: "901" });
  });

  it("is not said to be absent while X tells no times: then it tells nothing of media either", () => {
    expect(look([recentPost({ createdAtMs: null })], "Mine", ["3_7"])).toEqual(UNCLEAR);
  });

  it("is not one that is older than the call, give or take two clocks", () => {
    const edge = SINCE_MS - CLOCK_TOLERANCE_MS;
    expect(look([recentPost({ text: "Mine", createdAtMs: edge - 1 })], "Mine").kind).toBe("absent");
    expect(look([recentPost({ text: "Mine", createdAtMs: edge })], "Mine")).toEqual(FOUND);
    expect(look([recentPost({ text: "Mine", createdAtMs: null })], "Mine")).toEqual(FOUND);
    // A key is of one upload, whatever the clocks say.
    const oldKey = recentPost({ mediaKeys: ["3_7"], createdAtMs: edge - 1 });
    expect(look([oldKey], "Mine", ["3_7"])).toEqual(FOUND);
  });

  it.each([["" as string], ["🌅🌊"], ["https://example.com"], ["…!?"]])(
    "with the text %j, which tells nothing, cannot be told from another post of media alone",
    (text) => {
      const wordless = recentPost({ text: MEDIA_LINK });
      expect(look([wordless], text)).toEqual(UNCLEAR);
      expect(look([wordless], text, ["3_1"])).toEqual(FOUND);
      expect(look([recentPost({ text: "Words" })], text)).toEqual({ kind: "absent" });
      expect(look([{ ...wordless, mediaKeys: [] }], text)).toEqual({ kind: "absent" });
    },
  );
});
