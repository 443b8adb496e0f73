import { browser } from "wxt/browser";
import type { SiteEffects } from "./ask-site";
import { originPattern } from "./site-patterns";

/** The event is on its way when the answer is here; where it never comes, this long is waited for it. */
const SEEN_WITHIN_MS = 1000;

/**
 * Makes a request of the worker that follows no redirect, and tells where one leads: a fetch hides it,
 * but `webRequest` shows the extension its own requests, to sites that it may read. Nothing is changed
 * or held up, and no request of a page is looked at here.
 */
export const seeRedirect: SiteEffects["seeRedirect"] = async (url, request) => {
  const wanted = new URL(url);
  wanted.hash = "";
  const pattern = originPattern(wanted);
  if (pattern === null) return { response: await request(), redirectUrl: null };
  let see: (redirectUrl: string) => void = () => {};
  const seen = new Promise<string>((resolve) => {
    see = resolve;
  });
  const listener = (details: { readonly url: string; readonly redirectUrl: string }): void => {
    if (details.url === wanted.href) see(details.redirectUrl);
  };
  // The worker's requests belong to no tab.
  browser.webRequest.onBeforeRedirect.addListener(listener, {
    urls: [pattern],
    tabId: browser.tabs.TAB_ID_NONE,
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const response = await request();
    if (response.type !== "opaqueredirect") return { response, redirectUrl: null };
    const unseen = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), SEEN_WITHIN_MS);
    });
    return { response, redirectUrl: await Promise.race([seen, unseen]) };
  } finally {
    clearTimeout(timer);
    browser.webRequest.onBeforeRedirect.removeListener(listener);
  }
};
