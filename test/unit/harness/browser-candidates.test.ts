import { describe, expect, it } from "vitest";
import { browserCandidates, parseBrowserVersion } from "../../browser/harness/browser-candidates";

describe("what a browser says of its version", () => {
  it.each([
    ["Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)", "chromium", "156.0.8078.79"],
    ["Google Chrome 150.0.7000.1 ", "chrome", "150.0.7000.1"],
    ["Microsoft Edge 149.0.3000.20", "edge", "149.0.3000.20"],
    ["Google Chrome for Testing 151.0.7100.5", "chromium", "151.0.7100.5"],
  ])("reads %s", (text, kind, version) => {
    expect(parseBrowserVersion(text)).toEqual({ kind, version });
  });

  it("finds none in the advice of a stub that only points to a snap", () => {
    expect(parseBrowserVersion("Please install it with: snap install chromium")).toBeUndefined();
  });
});

describe("where browsers are looked for", () => {
  it("tries Chromium in every folder of the PATH before Edge and Chrome on Linux", () => {
    const paths = browserCandidates("linux", { PATH: "/usr/local/bin:/usr/bin" });
    expect(paths.slice(0, 2)).toEqual(["/usr/local/bin/chromium", "/usr/bin/chromium"]);
    expect(paths.indexOf("/usr/bin/microsoft-edge")).toBeGreaterThan(1);
    expect(paths.indexOf("/usr/bin/google-chrome")).toBeGreaterThan(
      paths.indexOf("/usr/bin/microsoft-edge"),
    );
  });

  it("passes relative folders of the PATH by", () => {
    expect(browserCandidates("linux", { PATH: ".:bin" })).toEqual([]);
  });

  it("looks into the applications of the machine and of the person on macOS", () => {
    expect(browserCandidates("darwin", { HOME: "/Users/ada" })).toContain(
      "/Users/ada/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    );
  });

  it("leaves out program folders that Windows does not name", () => {
    expect(browserCandidates("win32", { PROGRAMFILES: "C:\\Program Files" })).toEqual([
      "C:\\Program Files\\Chromium\\Application\\chrome.exe",
      "C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe",
      "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    ]);
  });
});
