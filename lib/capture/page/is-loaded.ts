import type { MediaElement } from "./find-element";

/**
 * Whether an element shows what lies at its address: an image whose size the browser knows, a film with
 * which it has met no error yet. A hostile page can lay another picture over a broken image, or into it.
 */
export function isLoaded(element: MediaElement): boolean {
  if (element instanceof HTMLImageElement) return element.naturalWidth > 0;
  return element.error === null && element.networkState !== element.NETWORK_NO_SOURCE;
}
