import { describe, expect, it } from "vitest";
import { type MenuClick, planCapture } from "../../../lib/capture/plan-capture";
import { originPattern } from "../../../lib/capture/site/site-patterns";

const CLICK: MenuClick = {
  element: "image",
  srcUrl: "https://site.test/a.png",
  pageUrl: "https://site.test/page?q=1#top",
  frameUrl: "https://site.test/page?q=1#top",
  pageTitle: "A page",
  tabId: 4,
  frameId: 0,
};

const plan = (change: Partial<MenuClick>) => {
  const { way, neededOrigin } = planCapture({ ...CLICK, ...change });
  return [way, neededOrigin];
};

/** A click in a frame of the page. */
const inFrame = (frameUrl: string, srcUrl: string) => plan({ frameId: 9, frameUrl, srcUrl });

describe("a picture in the page itself", () => {
  it.each<[string, string, string | null]>([
    ["https://site.test/a.png", "page", null],
    ["https://site.test:443/a.png", "page", null],
    // A secure page has its own insecure pictures loaded securely.
    ["http://site.test/a.png", "page", null],
    // Another port or subdomain is another origin.
    ["https://site.test:8443/a.png", "worker", "https://site.test/*"],
    ["http://cdn.site.test/a.png", "worker", "*://cdn.site.test/*"],
    ["https://cdn.site.test/a.png", "worker", "https://cdn.site.test/*"],
    ["https://other.test/a.png", "worker", "https://other.test/*"],
    ["https://user:secret@other.test:99/a.png", "worker", "https://other.test/*"],
    ["https://[::1]:8443/a.png", "worker", "https://[::1]/*"],
    ["https://bücher.test/a.png", "worker", "https://xn--bcher-kva.test/*"],
    ["data:image/png;base64,AAAA", "inline", null],
    ["DATA:image/png;base64,AAAA", "inline", null],
    ["blob:https://site.test/1234", "page", null],
    ["blob:https://other.test/1234", "page", null],
    // Too long for the browser to tell, or a stream of a camera.
    ["", "page", null],
    ["file:///home/a.png", "none", null],
    ["chrome://theme/logo.png", "none", null],
    ["chrome-extension://abc/a.png", "none", null],
    ["ftp://site.test/a.png", "none", null],
    ["about:blank", "none", null],
    ["javascript:void(0)", "none", null],
    ["filesystem:https://site.test/temporary/a.png", "none", null],
    ["not an address", "none", null],
  ])("%s is reached by way of %s, asking for %s", (srcUrl, way, neededOrigin) => {
    expect(plan({ srcUrl })).toEqual([way, neededOrigin]);
  });
});

describe("a picture in a frame", () => {
  it.each<[string, string, string, string | null]>([
    // The page's own origin.
    ["https://site.test/frame", "https://site.test/a.png", "page", null],
    ["https://site.test/frame", "https://other.test/a.png", "worker", "https://other.test/*"],
    ["https://site.test/frame", "blob:https://site.test/1", "page", null],
    // Another origin: the frame itself needs a permission, or the worker fetches.
    ["https://ads.test/frame", "https://site.test/a.png", "worker", "https://site.test/*"],
    ["https://ads.test/frame", "https://ads.test/a.png", "worker", "https://ads.test/*"],
    ["https://ads.test/frame", "https://other.test/a.png", "worker", "https://other.test/*"],
    ["https://ads.test/frame", "blob:https://ads.test/1", "page", "https://ads.test/*"],
    ["https://ads.test/frame", "", "page", "https://ads.test/*"],
    ["https://ads.test/frame", "data:image/gif;base64,AA", "inline", null],
    ["https://ads.test/frame", "file:///a.png", "none", null],
    // Frames that have the origin of the page that made them.
    ["about:srcdoc", "https://site.test/a.png", "page", null],
    ["about:blank", "blob:https://site.test/1", "page", null],
    ["about:blank", "", "page", null],
    ["", "https://site.test/a.png", "page", null],
    // A frame without any origin cannot be asked for.
    ["data:text/html,x", "https://site.test/a.png", "worker", "https://site.test/*"],
    ["data:text/html,x", "blob:null/1", "page", null],
  ])("%s: %s is reached by way of %s, asking for %s", (frameUrl, srcUrl, way, neededOrigin) => {
    expect(inFrame(frameUrl, srcUrl)).toEqual([way, neededOrigin]);
  });
});

describe("a picture on a page that is no web site", () => {
  it.each<[string, string, string, string | null]>([
    ["file:///home/page.html", "file:///home/a.png", "worker", "file:///*"],
    ["file:///home/page.html", "https://other.test/a.png", "worker", "https://other.test/*"],
    ["file:///home/page.html", "data:image/png,x", "inline", null],
    ["chrome://settings/", "https://other.test/a.png", "worker", "https://other.test/*"],
    ["chrome://settings/", "chrome://theme/a.png", "none", null],
    ["about:blank", "https://other.test/a.png", "worker", "https://other.test/*"],
    ["", "https://other.test/a.png", "worker", "https://other.test/*"],
    ["data:text/html,x", "data:image/png,x", "inline", null],
    // A picture opened by itself in a tab.
    ["https://other.test/a.png", "https://other.test/a.png", "page", null],
  ])("%s: %s is reached by way of %s, asking for %s", (pageUrl, srcUrl, way, neededOrigin) => {
    expect(plan({ pageUrl, frameUrl: pageUrl, srcUrl })).toEqual([way, neededOrigin]);
  });
});

describe("a plan", () => {
  it("keeps where the click was", () => {
    expect(planCapture({ ...CLICK, element: "video", frameId: 9 })).toEqual({
      element: "video",
      url: CLICK.srcUrl,
      pageUrl: CLICK.pageUrl,
      pageTitle: "A page",
      tabId: 4,
      frameId: 9,
      way: "page",
      neededOrigin: null,
      frameUrl: CLICK.frameUrl,
      shownSize: null,
    });
  });

  it("never asks for more than one host", () => {
    expect(originPattern(null)).toBeNull();
    expect(originPattern(new URL("file:///a"))).toBeNull();
    expect(originPattern(new URL("https://a.test:8080/b?c#d"))).toBe("https://a.test/*");
    expect(originPattern(new URL("http://a.test:8080/b?c#d"))).toBe("*://a.test/*");
  });
});
