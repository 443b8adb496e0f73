import { type FoundElement, keepFound } from "./found-elements";
import { type ListedMedia, listMediaOf } from "./list-media";
import type { FrameScan, ScanBounds } from "./page-messages";
import { oneLine } from "./page-text";
import { shadowRootOf } from "./shadow-root";
import { ThumbnailPen } from "./thumbnail-pen";
import { ownDocument } from "./own-properties";
import { labelOf } from "./words-of-element";

const MAX_URL = 65_536;

/** Of all addresses that one frame tells: the list of many frames lies in the memory of the popup. */
const MAX_URLS = 4_194_304;

/** The time is looked at once in so many elements. */
const CHECK_TIME_EVERY = 50;

/**
 * Finds the images and videos of the frame, in shadow trees and under overlays too, and keeps the
 * elements by their keys for a later capture. The page sees none of this.
 */
export function scanPage(bounds: ScanBounds): FrameScan {
  const endMs = performance.now() + bounds.maxMs;
  const { listed, isCut } = walk(bounds, endMs);
  // Another one in each frame: a list holds the finds of all. Insecure pages have no randomUUID.
  const scanId = crypto.getRandomValues(new Uint32Array(4)).join(".");
  const pen = new ThumbnailPen(endMs);
  const found = listed
    .toSorted((a, b) => b.widthPx * b.heightPx - a.widthPx * a.heightPx)
    .map((media, index) => toFound(media, `${scanId}-${index}`, pen));
  keepFound(found);
  return {
    frameUrl: location.href.slice(0, MAX_URL),
    found: found.map(({ media }) => media),
    isCut,
  };
}

function walk(
  { maxElements, maxFound }: ScanBounds,
  endMs: number,
): { readonly listed: ListedMedia[]; readonly isCut: boolean } {
  const listed: ListedMedia[] = [];
  const roots: (Document | ShadowRoot)[] = [document];
  let looked = 0;
  let told = 0;
  for (let root = roots.pop(); root !== undefined; root = roots.pop()) {
    const walker = ownDocument().createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      looked += 1;
      const isLate = looked % CHECK_TIME_EVERY === 0 && performance.now() > endMs;
      if (looked > maxElements || listed.length >= maxFound || told > MAX_URLS || isLate) {
        return { listed, isCut: true };
      }
      if (!(node instanceof Element)) continue;
      const media = listMediaOf(node);
      listed.push(...media);
      for (const { address } of media) told += address.length > MAX_URL ? 0 : address.length;
      const shadow = shadowRootOf(node);
      if (shadow !== null) roots.push(shadow);
    }
  }
  return { listed, isCut: false };
}

function toFound(listed: ListedMedia, key: string, pen: ThumbnailPen): FoundElement {
  const { element, kind, address, widthPx, heightPx, isShown } = listed;
  return {
    element,
    address,
    media: {
      key,
      kind,
      url: address.length > MAX_URL ? "" : address,
      widthPx,
      heightPx,
      altText: oneLine(labelOf(element), 1000).slice(0, 200),
      isShown,
      thumbnail: pen.draw(listed),
    },
  };
}
