import { findFedVideo } from "./fed-video";
import { foundUnder } from "./found-elements";
import type { PageTarget } from "./page-messages";
import { shadowRootOf } from "./shadow-root";
import { ownDocument } from "./own-properties";

/** An element that shows an image or a video. */
export type MediaElement = HTMLImageElement | HTMLVideoElement;

/**
 * Finds an element by the key that a scan gave it, or by its address: the one under the pointer first,
 * since the same picture may stand on a page twice, in shadow trees too. Without an address what is
 * under the pointer is meant, else a video that a player feeds. A background or a poster is found by its key, and is another kind of element.
 */
export function findElement({ srcUrl, element, key }: PageTarget): Element | undefined {
  const listed = key === null ? undefined : foundUnder(key)?.element;
  if (listed !== undefined) return listed;
  const isMeant = (node: Element): boolean => isMedia(node, element) && hasAddress(node, srcUrl);
  const hovered = listHovered().find(isMeant);
  if (hovered !== undefined) return hovered;
  if (srcUrl !== "") return listAll().find(isMeant);
  return element === "video" ? findFedVideo() : undefined;
}

/** Whether a node is an image or a video, as asked for. */
export function isMedia(node: Element, element: PageTarget["element"]): node is MediaElement {
  return element === "image" ? node instanceof HTMLImageElement : node instanceof HTMLVideoElement;
}

/** Whether an element has that address, or whatever address where none is known. */
export function hasAddress({ currentSrc, src }: MediaElement, address: string): boolean {
  return address === "" || currentSrc === address || src === address;
}

/** What lies under the pointer, the innermost first. */
function listHovered(): Element[] {
  const hovered: Element[] = [];
  let root: Document | ShadowRoot | null = document;
  while (root !== null) {
    const nodes: ParentNode = root === document ? ownDocument() : root;
    const inRoot: Element[] = [...nodes.querySelectorAll(":hover")];
    hovered.unshift(...inRoot.toReversed());
    const innermost = inRoot.at(-1);
    root = innermost === undefined ? null : shadowRootOf(innermost);
  }
  return hovered;
}

function listAll(): Element[] {
  return [...ownDocument().querySelectorAll("img, video")];
}
