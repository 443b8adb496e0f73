import { describe, expect, it } from "vitest";
import {
  browserArguments,
  resolverRules,
  type BrowserArgumentOptions,
} from "../../browser/harness/browser-arguments";

const options: BrowserArgumentOptions = {
  kind: "chromium",
  extensionDir: "/extension",
  resolve: {},
  headless: false,
  onVirtualDisplay: false,
  windowSize: { width: 1280, height: 900 },
  reachOtherHosts: false,
};

describe("the command line of a test browser", () => {
  it("names the extension to Chromium, but not to browsers that ignore it", () => {
    expect(browserArguments(options)).toContain("--load-extension=/extension");
    for (const kind of ["chrome", "edge"] as const) {
      expect(browserArguments({ ...options, kind }).join(" ")).not.toContain("/extension");
    }
  });

  it("uses X11 on a virtual display, and what the desktop has elsewhere", () => {
    const onVirtualDisplay = browserArguments({ ...options, onVirtualDisplay: true });
    expect(onVirtualDisplay).toContain("--ozone-platform=x11");
    expect(browserArguments(options)).not.toContain("--ozone-platform=x11");
  });

  it("is headless only when asked", () => {
    expect(browserArguments({ ...options, headless: true })).toContain("--headless=new");
    expect(browserArguments(options)).not.toContain("--headless=new");
  });
});

describe("the hosts that a test browser reaches", () => {
  it("puts the named hosts before the rule that makes all others unknown", () => {
    expect(resolverRules({ "api.x.com:443": 4443, "gallery.test:80": 8080 }, false)).toBe(
      "MAP api.x.com:443 127.0.0.1:4443,MAP gallery.test:80 127.0.0.1:8080," +
        "MAP * ~NOTFOUND,EXCLUDE 127.0.0.1,EXCLUDE localhost",
    );
  });

  it("leaves the other hosts alone when they are wanted", () => {
    expect(resolverRules({ "api.x.com:443": 4443 }, true)).toBe("MAP api.x.com:443 127.0.0.1:4443");
  });
});
