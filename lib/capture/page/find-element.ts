import { embeddedMediaOf } from "./embedded-media";
import { findFedVideo } from "./fed-video";
import { type FoundElement, foundUnder } from "./found-elements";
import type { PageTarget } from "./page-messages";
import { shadowRootOf } from "./shadow-root";
import { ownDocument } from "./own-properties";

/** An element that shows an image or a video. */
export type MediaElement = HTMLImageElement | HTMLVideoElement;

/**
 * Finds an element by the key that a scan gave it, as long as it shows what it showed then, or by its address: the one
 * under the pointer first, since the same picture may stand on a page twice, in shadow trees too. Without an address what is
 * under the pointer is meant, else a video that a player feeds. A background or a poster is found by its key, a button with a
 * picture or a picture within a drawing under the pointer: they are other kinds of elements; see {@link isItself}.
 */
export function findElement(target: PageTarget): Element | undefined {
  const { srcUrl, element, key } = target;
  const listed = key === null ? undefined : foundUnder(key);
  if (listed !== undefined) return stillShows(listed) ? listed.element : undefined;
  // Of what was picked from a list the pointer knows nothing.
  if (key !== null && srcUrl === "") return undefined;
  const isMeant = (node: Element): boolean => isMedia(node, element) && hasAddress(node, srcUrl);
  const hovered = listHovered();
  const under =
    hovered.find(isMeant) ??
    hovered.find((node) => element === "image" && holdsPicture(node, srcUrl));
  if (under !== undefined) return under;
  if (srcUrl !== "") return listAll().find(isMeant);
  return element === "video" ? findFedVideo() : undefined;
}

/** Whether a node is an image or a video, as asked for. */
export function isMedia(node: Element, element: PageTarget["element"]): node is MediaElement {
  return element === "image" ? node instanceof HTMLImageElement : node instanceof HTMLVideoElement;
}

/** Whether an element of another kind shows the picture at an address: what is embedded, or a part of a drawing. */
function holdsPicture(node: Element, address: string): boolean {
  if (address === "") return false;
  if (node instanceof SVGImageElement) {
    const { href, baseURI } = node;
    return URL.canParse(href.baseVal, baseURI) && new URL(href.baseVal, baseURI).href === address;
  }
  const embedded = embeddedMediaOf(node);
  return embedded?.element === "image" && embedded.address === address;
}

/** Whether what {@link findElement} has found is the very medium that is meant, not one with it as its background or poster. */
export function isItself(found: Element, { srcUrl, element, key }: PageTarget): boolean {
  const kind = key === null ? undefined : foundUnder(key)?.media.kind;
  switch (kind) {
    case "canvas":
    case "svg":
      return true;
    case "object":
    case "poster":
    case "background":
      return false;
    case "image":
    case "video":
    case undefined:
      return isMedia(found, element) && hasAddress(found, srcUrl);
    default:
      return kind satisfies never;
  }
}

/**
 * Whether an element shows what lies at an address. A page may have given it another one since, beside the one that it
 * names first. Where the browser has told none it is no web address: those it tells.
 */
function hasAddress(element: MediaElement, address: string): boolean {
  const shown = addressOf(element);
  return address === "" ? !/^https?:/i.test(shown) : shown === address;
}

/** The address of what an element shows, else of what it is to show; empty where it has none. */
export function addressOf({ currentSrc, src }: MediaElement): string {
  return currentSrc || src;
}

function stillShows({ element, address, media: { kind } }: FoundElement): boolean {
  if ((kind !== "image" && kind !== "video") || !isMedia(element, kind)) return true;
  const shown = addressOf(element);
  return shown === "" || shown === address;
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
