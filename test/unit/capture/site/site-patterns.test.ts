import { describe, expect, it } from "vitest";
import { isCovered } from "../../../../lib/capture/site/site-patterns";

describe("whether what was granted covers a site", () => {
  it.each<[string, readonly string[], boolean]>([
    ["https://a.test/*", ["https://a.test/*"], true],
    ["https://a.test/*", ["*://a.test/*"], true],
    ["https://a.test/*", ["http://a.test/*"], false],
    ["https://a.test/*", ["https://b.test/*"], false],
    // Named in one pattern or in two.
    ["*://a.test/*", ["*://a.test/*"], true],
    ["*://a.test/*", ["http://a.test/*", "https://a.test/*"], true],
    ["*://a.test/*", ["https://a.test/*"], false],
    ["*://a.test/*", ["*://*/*"], true],
    ["https://a.test/*", ["<all_urls>"], true],
    ["file:///*", ["*://*/*"], false],
    ["file:///*", ["file:///*"], true],
    ["https://a.test/*", [], false],
  ])("%s by %j", (wanted, granted, covered) => {
    expect(isCovered(wanted, granted)).toBe(covered);
  });
});
