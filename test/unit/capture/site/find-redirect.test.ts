import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findRedirect, type RedirectProbe } from "../../../../lib/capture/site/find-redirect";

/** A site that answers with a `Location`, and a browser whose rules look at it. */
function probeOf(location: string | null): { probe: RedirectProbe; asked: () => number } {
  let count = 0;
  return {
    async probe(_url, questions) {
      count += 1;
      if (location === null) return null;
      const met = questions.flatMap((globs, index) =>
        globs.some((glob) => isLike(location, glob)) ? [index] : [],
      );
      expect(met.length).toBeLessThanOrEqual(1);
      return met[0] ?? null;
    },
    asked: () => count,
  };
}

/** Chromium's globs as far as they are used: `*` at the end is any text, a sign behind a backslash is itself; case means nothing. */
function isLike(text: string, glob: string): boolean {
  const isOpen = glob.endsWith("*");
  const plain = (isOpen ? glob.slice(0, -1) : glob).replaceAll("\\?", "\0");
  if (/[*?\\]/.test(plain)) throw new Error(`No glob as expected: ${glob}`);
  const begin = plain.replaceAll("\0", "?");
  const lower = text.toLowerCase();
  return isOpen ? lower.startsWith(begin) : lower === begin;
}

const find = (location: string | null, url = "https://cdn.test/a.jpg") =>
  findRedirect(url, probeOf(location).probe);

describe("where an address redirects to", () => {
  it.each<[string, string | null]>([
    ["https://archive.test/a.jpg", "https://archive.test/*"],
    ["http://archive.test/a.jpg", "http://archive.test/*"],
    ["HTTPS://Archive.TEST/a.jpg", "https://archive.test/*"],
    ["https://archive.test:8443/a.jpg", "https://archive.test/*"],
    ["https://archive.test", "https://archive.test/*"],
    ["https://archive.test?a=b.c/d", "https://archive.test/*"],
    ["https://archive.test#top", "https://archive.test/*"],
    ["//archive.test/a.jpg", "https://archive.test/*"],
    ["https://a/", "https://a/*"],
    // Its own site, no host at all, and hosts that are not guessed.
    ["https://cdn.test/b.jpg", null],
    ["/b.jpg", null],
    ["b.jpg", null],
    ["data:image/png,", null],
    ["https://[::1]/a.jpg", null],
    ["https://user@archive.test/", null],
    [`https://${"a".repeat(70)}.test/`, null],
  ])("%s", async (location, origin) => {
    expect(await find(location)).toBe(origin);
  });

  it("cannot be told where nothing answers", async () => {
    expect(await find(null)).toBeNull();
  });

  it("is found whatever the host, with a request for every two letters", async () => {
    const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/);
    const host = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join("."));
    const rest = fc.constantFrom("", "/", "/a*b", ":80/", "?x", "#y");
    await fc.assert(
      fc.asyncProperty(host, rest, async (name, end) => {
        const { probe, asked } = probeOf(`https://${name}${end}`);
        expect(await findRedirect("https://cdn.test/", probe)).toBe(`https://${name}/*`);
        expect(asked()).toBeLessThanOrEqual(2 + Math.ceil((name.length + 1) / 2));
      }),
      { numRuns: 30 },
    );
  });
});
