import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { originPattern } from "../../../lib/capture/site/site-patterns";
import { siteName } from "../../../lib/i18n/site-name";

/** A name as it stands in an address, a pattern or a detail of an error: nothing that turns text around, or looks like it. */
const PLAIN = /^(?:http:\/\/)?(?:\*\.)?[!-~]*$/;

describe("the name of a site", () => {
  it.each([
    ["https://cdn.example/*", "cdn.example"],
    ["*://cdn.example/*", "cdn.example"],
    ["http://cdn.example/*", "http://cdn.example"],
    ["*://*.cdn.example/*", "*.cdn.example"],
    ["https://[::1]/*", "[::1]"],
    ["https://localhost:8080", "localhost:8080"],
    ["cdn.example", "cdn.example"],
    ["", ""],
  ])("of %s is %s", (site, name) => {
    expect(siteName(site)).toBe(name);
  });

  it.each([
    ["Cyrillic letters alone", "https://аррӏе.com/*", "xn--80ak6aa92e.com"],
    ["one Cyrillic letter", "https://pаypal.com/*", "xn--pypal-4ve.com"],
    ["a Greek letter", "https://gοogle.com/*", "xn--gogle-rce.com"],
    ["a letter with a dot below", "https://ẹxample.com/*", "xn--xample-oh8b.com"],
    ["a stroke that looks like a path", "https://x.com⁄evil.test/*", null],
    ["another script in a label before it", "https://х.com.evil.test/*", "xn--u1a.com.evil.test"],
    ["wide letters, which are the site's own", "https://ｘ.com/*", "x.com"],
    ["an ideographic full stop", "https://x。com/*", "x.com"],
    ["a name that nobody poses with", "https://bücher.example/*", "xn--bcher-kva.example"],
  ])("with %s is the one that the browser asks for", (_letters, site, name) => {
    expect(siteName(site)).toMatch(PLAIN);
    if (name !== null) expect(siteName(site)).toBe(name);
  });

  it.each([
    ["a mark from right to left", "\u200F"],
    ["an override of the direction", "\u202E"],
    ["an isolate", "\u2067"],
    ["a space without width", "\u200B"],
    ["half a letter", "\uD800"],
    ["a line's end", "\n"],
  ])("never holds %s", (_mark, mark) => {
    for (const site of [`https://moc${mark}.elgoog/*`, `${mark}moc.elgoog`, `moc.elgoog${mark}`]) {
      expect(siteName(site)).toMatch(PLAIN);
    }
  });

  it("is never that of another site, whichever letter stands in it", () => {
    const posing: string[] = [];
    for (let letter = 0; letter <= 0xffff; letter++) {
      const address = `https://x${String.fromCharCode(letter)}y.example/a.png`;
      const pattern = originPattern(URL.canParse(address) ? new URL(address) : null);
      if (pattern === null) continue;
      const name = siteName(pattern);
      if (name !== new URL(address).host || !PLAIN.test(name)) posing.push(address);
    }
    expect(posing).toEqual([]);
  });

  it("is one that no letter of any script is left in, whatever is named", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (named) => {
        expect(siteName(named)).toMatch(PLAIN);
        expect(siteName(`https://${named}/*`)).toMatch(PLAIN);
      }),
    );
  });
});
