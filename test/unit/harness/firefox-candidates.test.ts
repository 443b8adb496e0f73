import { describe, expect, it } from "vitest";
import { firefoxCandidates, parseFirefoxVersion } from "../../browser/harness/firefox-candidates";

describe("Firefox", () => {
  it.each([
    ["Mozilla Firefox 153.7.0esr", "153.7.0"],
    ["Mozilla Firefox 156.0", "156.0"],
  ])("says its version as %s", (text, version) => {
    expect(parseFirefoxVersion(text)).toBe(version);
  });

  it("has none where a stub only points to a snap", () => {
    expect(parseFirefoxVersion("Please install it with: snap install firefox")).toBeUndefined();
  });

  it("is looked for in every folder of the PATH, the long-supported release first", () => {
    expect(firefoxCandidates("linux", { PATH: "/usr/bin:bin:/opt/bin" })).toEqual([
      "/usr/bin/firefox-esr",
      "/opt/bin/firefox-esr",
      "/usr/bin/firefox",
      "/opt/bin/firefox",
    ]);
  });
});
