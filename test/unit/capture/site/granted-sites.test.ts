import { describe, expect, it } from "vitest";
import { listGrantedSites } from "../../../../lib/capture/site/granted-sites";

const INSTALLED = ["https://api.x.com/*"];

describe("what was allowed", () => {
  it("is what the extension was not installed with, by name", () => {
    const granted = [
      "https://api.x.com/*",
      "https://z.test/*",
      "http://a.test/*",
      "https://z.test/*",
    ];
    expect(listGrantedSites(granted, INSTALLED)).toEqual({
      allSites: false,
      origins: ["http://a.test/*", "https://z.test/*"],
    });
  });

  it.each(["*://*/*", "<all_urls>"])("is all sites by %s, and those by name beside them", (all) => {
    expect(listGrantedSites([all, "https://a.test/*"], INSTALLED)).toEqual({
      allSites: true,
      origins: ["https://a.test/*"],
    });
  });
});
