import { describe, expect, it } from "vitest";
import { upgradedUrl } from "../../../../lib/capture/site/upgraded-url";

describe("the address that a browser asks for in place of an insecure one", () => {
  it.each<[string, string, string | null]>([
    ["https://page.test/", "http://cdn.test/a.jpg?b=1", "https://cdn.test/a.jpg?b=1"],
    ["https://page.test/", "http://cdn.test:8080/a.jpg", "https://cdn.test:8080/a.jpg"],
    ["https://page.test/", "https://cdn.test/a.jpg", null],
    ["http://page.test/", "http://cdn.test/a.jpg", null],
    ["https://page.test/", "http://10.0.0.1/a.jpg", null],
    ["https://page.test/", "http://[2001:db8::1]/a.jpg", null],
    ["https://page.test/", "http://localhost/a.jpg", null],
    ["https://page.test/", "data:image/png,a", null],
    ["file:///home/a.html", "http://cdn.test/a.jpg", null],
  ])("on %s for %s", (pageUrl, url, upgraded) => {
    expect(upgradedUrl(url, pageUrl)).toBe(upgraded);
  });
});
