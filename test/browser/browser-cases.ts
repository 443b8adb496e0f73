/** What both kinds of browser are tried with, as the table after the browser tests calls it. */
export const BROWSER_CASES = {
  "sign-in": "signing in from the composer",
  "pasted-redirect": "signing in by the pasted address",
  image: "an image with its alt text",
  gif: "a GIF",
  video: "a video in segments",
  "other-site": "another site's picture, with its prompt and Referer",
  "ended-upload": "the worker or event page ended in mid-upload",
  svg: "an SVG, converted",
  avif: "an AVIF, converted",
  heic: "a HEIC, converted",
  jxl: "a JPEG XL, converted",
  webm: "a WEBM, converted",
  "page-media": "several images of a page in one post",
  "local-page": "a page of this computer: the picture, or a named error",
  "revoked-x": "the permission for X taken back",
} as const;

/** One of {@link BROWSER_CASES}. */
export type BrowserCase = keyof typeof BROWSER_CASES;

/** A kind of browser; Edge is tried as Chromium, from whose build it is served. */
export type BrowserKind = "Chromium" | "Firefox";

/** Cases that only one kind of browser knows: in Chromium, the site access is not taken back by a page. */
export const KNOWN_TO_ONE: Partial<Record<BrowserCase, BrowserKind>> = { "revoked-x": "Firefox" };

declare module "vitest" {
  interface TaskMeta {
    proves?: { readonly browser: BrowserKind; readonly cases: readonly BrowserCase[] };
  }
}
