import { describe, expect, it } from "vitest";
import { isTrustedAddress, judgeRedirect, mayOffer } from "../../../../lib/capture/site/site-trust";

const SOURCE = { url: "https://cdn.test/shown.jpg", pageUrl: "https://www.page.test/album" };

describe("what is asked for in the person's name", () => {
  it.each([
    // The shown address, and nothing else of its site.
    ["https://cdn.test/shown.jpg", true],
    ["https://cdn.test/shown.jpg#part", true],
    ["https://cdn.test/other.jpg", false],
    ["http://cdn.test/shown.jpg", false],
    // The page's own site.
    ["https://www.page.test/a.jpg", true],
    ["https://page.test/a.jpg", true],
    ["https://img.page.test/a.jpg", true],
    ["https://img.page.test:8443/a.jpg", true],
    ["http://www.page.test/a.jpg", false],
    ["https://evilpage.test/a.jpg", false],
    ["https://page.test.evil.test/a.jpg", false],
    ["https://test/a.jpg", false],
    // No web addresses, and the API of X.
    ["data:image/png,a", false],
    ["file:///home/a.jpg", false],
    ["https://api.x.com/2/users/me", false],
  ])("%s: %s", (url, isTrusted) => {
    expect(isTrustedAddress(url, SOURCE)).toBe(isTrusted);
  });

  it("may be the secure form of an insecure one", () => {
    const insecure = { ...SOURCE, url: "http://cdn.test/shown.jpg", pageUrl: "http://page.test/" };
    expect(isTrustedAddress("https://cdn.test/shown.jpg", insecure)).toBe(true);
    expect(isTrustedAddress("https://img.page.test/a.jpg", insecure)).toBe(true);
    expect(isTrustedAddress("https://cdn.test/other.jpg", insecure)).toBe(false);
  });

  it("is not an address that the page shows nothing at", () => {
    expect(isTrustedAddress(SOURCE.url, { ...SOURCE, isOffered: true })).toBe(false);
  });

  it("is no other customer of a registry under which the page is called www", () => {
    const pageUrl = "https://www.co.uk/";
    expect(isTrustedAddress("https://www.co.uk/a.jpg", { ...SOURCE, pageUrl })).toBe(true);
    expect(isTrustedAddress("https://bank.co.uk/a.jpg", { ...SOURCE, pageUrl })).toBe(false);
    const named = { ...SOURCE, pageUrl: "https://www.bank.co.uk/" };
    expect(isTrustedAddress("https://img.bank.co.uk/a.jpg", named)).toBe(true);
  });

  it("is of a frame's own site where a frame names it, not of the page around it", () => {
    const own = "https://www.page.test/private.jpg";
    const inFrame = (frameUrl: string) => ({ ...SOURCE, frameUrl });
    expect(isTrustedAddress(own, inFrame("https://advert.test/frame"))).toBe(false);
    expect(isTrustedAddress("https://cdn.advert.test/a", inFrame("https://advert.test/"))).toBe(
      true,
    );
    expect(isTrustedAddress(own, inFrame("https://player.page.test/frame"))).toBe(true);
    expect(isTrustedAddress(SOURCE.url, inFrame("https://advert.test/frame"))).toBe(true);
    // Who has filled these nobody can tell.
    for (const frameUrl of ["about:srcdoc", "about:blank", "data:text/html,a", ""]) {
      expect(isTrustedAddress(own, inFrame(frameUrl))).toBe(false);
      expect(isTrustedAddress(SOURCE.url, inFrame(frameUrl))).toBe(true);
    }
  });

  it("is nothing but itself on a page without a domain", () => {
    const pageUrl = "http://10.0.0.1/";
    expect(isTrustedAddress("http://10.0.0.1/a.jpg", { ...SOURCE, pageUrl })).toBe(true);
    expect(isTrustedAddress("http://1.10.0.0.1.test/a", { ...SOURCE, pageUrl })).toBe(false);
    expect(
      isTrustedAddress("https://a.localhost/", { ...SOURCE, pageUrl: "https://localhost/" }),
    ).toBe(false);
  });
});

describe("what a page may name", () => {
  it.each([
    ["https://cdn.test/a.jpg", true],
    ["http://cdn.test/a.jpg", true],
    ["data:image/png,a", true],
    ["blob:https://page.test/1", true],
    ["https://api.x.com/2/users/me", false],
    ["https://API.X.COM./2/users/me", false],
    ["file:///home/a.jpg", false],
    ["http://localhost/a.jpg", false],
    ["http://127.1/a.jpg", false],
    ["http://[::1]/a.jpg", false],
    ["http://192.168.0.1/a.jpg", false],
    ["https://router.lan/a.jpg", false],
    ["chrome-extension://abcdefghijklmnop/a.jpg", false],
    ["moz-extension://abcdefghijklmnop/a.jpg", false],
    ["about:blank", false],
    ["javascript:alert(1)", false],
    ["ftp://cdn.test/a.jpg", false],
    ["", false],
  ])("%s: %s", (url, may) => {
    expect(mayOffer(url, SOURCE.pageUrl)).toBe(may);
  });

  it("is a private address on a private page", () => {
    expect(mayOffer("http://192.168.0.2/a.jpg", "http://192.168.0.1/")).toBe(true);
    expect(mayOffer("http://192.168.0.2/a.jpg", "file:///home/a.html")).toBe(false);
  });
});

describe("a redirect", () => {
  const shown = SOURCE.url;

  it.each([
    ["on the same host keeps its trust", shown, "https://cdn.test/large.jpg", true],
    ["from http to https keeps it", "http://cdn.test/a", "https://cdn.test/a", true],
    ["from https to http loses it", shown, "http://cdn.test/a", false],
    ["to another site loses it", shown, "https://other.test/a", false],
    ["to another host of its site loses it", shown, "https://b.cdn.test/a", false],
    ["to the page's own site has its trust", shown, "https://img.page.test/a", true],
  ])("%s", (_name, from, to, isTrusted) => {
    expect(judgeRedirect(from, to, true, SOURCE)).toEqual({ url: to, isTrusted });
  });

  it("of what is not trusted wins none on the same host", () => {
    expect(judgeRedirect("https://a.test/1", "https://a.test/2", false, SOURCE)?.isTrusted).toBe(
      false,
    );
  });

  it.each([
    "http://127.0.0.1/",
    "https://api.x.com/",
    "file:///etc",
    "data:,a",
    "https://nas.lan/",
  ])("to %s is not followed", (to) => {
    expect(judgeRedirect(shown, to, true, SOURCE)).toBeNull();
  });

  it("within a private host that the person was shown is followed", () => {
    const to = "http://192.168.0.1/b.jpg";
    expect(judgeRedirect("http://192.168.0.1/a.jpg", to, true, SOURCE)?.url).toBe(to);
  });
});
