import { ALL_FILES, originPattern } from "./site/site-patterns";
import type { CaptureSource, CaptureWay } from "../jobs/capture-source";
import { isReserved } from "./site/site-trust";

/** What the browser tells about a click on our menu entry. */
export interface MenuClick {
  readonly element: "image" | "video";
  /** Empty when the element has no address (a camera stream) or one too long for the browser to tell. */
  readonly srcUrl: string;
  /** The tab's own page. */
  readonly pageUrl: string;
  /** The clicked frame's page; the tab's own where the click was not in a frame. */
  readonly frameUrl: string;
  readonly pageTitle: string;
  readonly tabId: number;
  readonly frameId: number;
}

/**
 * Decides how to reach the bytes of what was clicked, and which origin must be asked for in the
 * click itself.
 *
 * `activeTab` covers the tab's own origin only: a frame or a picture of another origin needs that
 * origin. Inside the page, same-origin and `blob:` addresses can be read without any permission.
 */
export function planCapture(click: MenuClick): CaptureSource {
  const reach = planReach(click);
  return {
    element: click.element,
    url: click.srcUrl,
    pageUrl: click.pageUrl,
    pageTitle: click.pageTitle,
    tabId: click.tabId,
    frameId: click.frameId,
    way: reach.way,
    neededOrigin: reach.neededOrigin,
    shownSize: null,
    ...(click.frameId !== 0 && { frameUrl: click.frameUrl }),
  };
}

interface Reach {
  readonly way: CaptureWay;
  readonly neededOrigin: string | null;
}

function planReach(click: MenuClick): Reach {
  const page = parseUrl(click.pageUrl);
  const frame = parseUrl(click.frameUrl) ?? page;
  const frameIsOurs = click.frameId === 0 || isInherited(frame) || sameOrigin(frame, page);
  const neededForFrame = frameIsOurs ? null : originPattern(frame);

  // Too long an address (a large data: picture) is not told: it is read from the element itself.
  if (click.srcUrl === "") return { way: "page", neededOrigin: neededForFrame };

  const source = parseUrl(click.srcUrl);
  switch (source?.protocol) {
    case "data:":
      return { way: "inline", neededOrigin: null };
    case "blob:":
      return { way: "page", neededOrigin: neededForFrame };
    case "http:":
    case "https:":
      // The API of X may be read without a question: nothing on a page is a reason to.
      if (isReserved(source)) return { way: "none", neededOrigin: null };
      return frameIsOurs && (sameOrigin(source, page) || isSecuredBy(page, source))
        ? { way: "page", neededOrigin: null }
        : { way: "worker", neededOrigin: originPattern(source) };
    case "file:":
      return page?.protocol === "file:"
        ? { way: "worker", neededOrigin: ALL_FILES }
        : { way: "none", neededOrigin: null };
    default:
      return { way: "none", neededOrigin: null };
  }
}

function parseUrl(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}

/** `about:blank` and `about:srcdoc` frames have the origin of the page that made them. */
function isInherited(frame: URL | null): boolean {
  return frame === null || frame.protocol === "about:";
}

/** A secure page has the browser load its own insecure pictures securely. */
function isSecuredBy(page: URL | null, source: URL): boolean {
  const isUpgraded = page?.protocol === "https:" && source.protocol === "http:";
  return isUpgraded && page.hostname === source.hostname && page.port === "" && source.port === "";
}

function sameOrigin(a: URL | null, b: URL | null): boolean {
  return a !== null && b !== null && a.origin !== "null" && a.origin === b.origin;
}
