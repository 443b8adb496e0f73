import type { MediaElement } from "./find-element";
import { isLoaded } from "./is-loaded";

/**
 * Whether an element shows what lies at its address: it is loaded, takes up room, and its style puts no other
 * picture into it.
 */
export function showsAddress(element: MediaElement): boolean {
  const { width, height } = element.getBoundingClientRect();
  return isLoaded(element) && width > 0 && height > 0 && !isReplaced(element);
}

/**
 * Whether the page's style shows another picture in an image's place: the browser still names the image's own address.
 *
 * Source: https://drafts.csswg.org/css-content/#content-property
 */
export function isReplaced(element: Element): boolean {
  return element instanceof HTMLImageElement && getComputedStyle(element).content.includes("(");
}

/**
 * Whether what an element shows may be something else than what lies at its address, for all that the browser says:
 * a service worker of the page answers its requests, those for other sites too, or of a film nothing has come yet.
 */
export function isDoubtful(element: MediaElement): boolean {
  const isUnplayed =
    element instanceof HTMLVideoElement && element.readyState === element.HAVE_NOTHING;
  return isUnplayed || hasServiceWorker();
}

/** The one that the document was opened with, or that has claimed it: a page cannot be rid of it until it is left. */
function hasServiceWorker(): boolean {
  // None in insecure contexts.
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  try {
    return serviceWorker !== undefined && serviceWorker.controller !== null;
  } catch (failure) {
    // The browser refuses it in frames without an origin, which have no service worker.
    if (!(failure instanceof DOMException)) throw failure;
    return false;
  }
}
