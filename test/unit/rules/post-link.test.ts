import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePostLink } from "../../../lib/rules/post-link";
import { postUrl } from "../../../lib/x/post-url";

describe("the link of a post", () => {
  it.each([
    ["https://x.com/someone/status/1234567890123456789", "1234567890123456789"],
    ["https://x.com/someone/status/1234?s=20&t=abc", "1234"],
    ["https://x.com/someone/status/1234/photo/1", "1234"],
    ["https://x.com/i/status/1234", "1234"],
    ["https://x.com/i/web/status/1234", "1234"],
    ["http://www.twitter.com/some_one/statuses/1234#top", "1234"],
    ["https://mobile.twitter.com/someone/status/1234", "1234"],
    ["x.com/someone/status/1234", "1234"],
    ["  1234\n", "1234"],
  ])("%j leads to %s", (link, id) => {
    expect(parsePostLink(link)).toBe(id);
  });

  it.each([
    "",
    "https://x.com/someone",
    "https://x.com/someone/status/",
    "https://x.com/someone/status/12a",
    "https://x.com/someone/status/12345678901234567890",
    "https://x.com.evil.example/someone/status/1234",
    "https://evil.example/x.com/someone/status/1234",
    "https://evil.example/?u=https://x.com/a/status/1",
    "javascript:x.com/someone/status/1234",
    "ftp://x.com/someone/status/1234",
    "https://x.com/a/b/status/1234",
    "https://x.com/a_name_that_is_too_long/status/1",
    "hello",
    "https://",
  ])("%j leads to none", (link) => {
    expect(parsePostLink(link)).toBeNull();
  });

  it("that we give out is read again, and nothing else makes it fail", () => {
    const id = fc.bigInt({ min: 1n, max: 9_999_999_999_999_999_999n }).map(String);
    fc.assert(fc.property(id, (xPostId) => parsePostLink(postUrl(xPostId, null)) === xPostId));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (link) => {
        const parsed = parsePostLink(link);
        if (parsed !== null) expect(parsed).toMatch(/^[0-9]{1,19}$/);
      }),
    );
  });
});
