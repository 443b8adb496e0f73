import { addressOf, findElement, isItself, isMedia, type MediaElement } from "./find-element";
import type { PageDescription, PageOffers, PageTarget } from "./page-messages";
import { lookOfElement } from "./look-of-element";
import { describePlayed } from "./played-film";
import { oneLine } from "./page-text";
import { ownDocument } from "./own-properties";
import { isDoubtful, isReplaced, showsAddress } from "./shows-address";
import { creditOf, labelOf } from "./words-of-element";

const MAX_TEXT = 65_536;
const MAX_TITLE = 1000;

/** Lists and files beyond this many are not looked at. */
const MAX_LISTED = 20;

/** Attributes from which scripts load a picture once it is scrolled to. */
const LAZY_ATTRIBUTES = [
  "data-srcset",
  "data-lazy-srcset",
  "data-src",
  "data-lazy-src",
  "data-original",
];

/** Reads what the page says about an element, as `findElement` finds it. */
export function describeElement(target: PageTarget): PageDescription {
  const found = findElement(target);
  const pressed =
    found !== undefined && isMedia(found, target.element) && isItself(found, target)
      ? found
      : undefined;
  const address = pressed === undefined ? target.srcUrl : addressOf(pressed);
  return {
    altText: oneLine(found === undefined ? "" : labelOf(found), MAX_TEXT),
    credit: found === undefined ? "" : creditOf(found, address),
    pageTitle: ownDocument().title.slice(0, MAX_TITLE),
    shownSize: pressed === undefined ? null : naturalSizeOf(pressed),
    isShown: pressed !== undefined && showsAddress(pressed),
    isDoubtful: pressed !== undefined && isDoubtful(pressed),
    // What was picked from a list is what the list has shown.
    isReplaced: target.key === null && pressed !== undefined && isReplaced(pressed),
    look: lookOfElement(pressed),
    referrerPolicy: referrerPolicyOf(found),
    language: ownDocument().documentElement.lang.slice(0, 35),
    offers: pressed === undefined ? null : readOffers(pressed),
  };
}

function naturalSizeOf(element: Element): PageDescription["shownSize"] {
  return element instanceof HTMLImageElement &&
    element.naturalWidth > 0 &&
    element.naturalHeight > 0
    ? { widthPx: element.naturalWidth, heightPx: element.naturalHeight }
    : null;
}

function referrerPolicyOf(element: Element | undefined): string {
  const ofElement = element instanceof HTMLImageElement ? element.referrerPolicy : "";
  // The last one that says something holds.
  const metas = [...ownDocument().querySelectorAll<HTMLMetaElement>("meta[name='referrer' i]")];
  const ofPage = metas.findLast(({ content }) => content.trim() !== "")?.content ?? "";
  return (ofElement || ofPage).trim().toLowerCase().slice(0, MAX_TITLE);
}

function readOffers(element: MediaElement): PageOffers {
  const isImage = element instanceof HTMLImageElement;
  const box = element.getBoundingClientRect();
  return {
    frameUrl: location.href.slice(0, MAX_TEXT),
    openedAtMs: performance.timeOrigin,
    baseUrl: ownDocument().baseURI.slice(0, MAX_TEXT),
    shownUrl: addressOf(element).slice(0, MAX_TEXT),
    natural: naturalSizeOf(element),
    rendered: { widthPx: Math.round(box.width), heightPx: Math.round(box.height) },
    lists: isImage ? readLists(element) : [],
    lazy: isImage ? readLazy(element) : [],
    files: isImage ? [] : readFiles(element),
    film: isImage ? null : describePlayed(element),
    isProtected: !isImage && element.mediaKeys !== null && element.mediaKeys !== undefined,
  };
}

function readLists(image: HTMLImageElement): PageOffers["lists"] {
  return listingOf(image)
    .map((node) => ({
      srcset: attributeOf(node, "srcset"),
      media: node === image ? "" : attributeOf(node, "media").trim(),
      type: node === image ? "" : attributeOf(node, "type").trim(),
    }))
    .filter(({ srcset }) => srcset !== "");
}

function readLazy(image: HTMLImageElement): PageOffers["lazy"] {
  return listingOf(image).flatMap((node) =>
    LAZY_ATTRIBUTES.map((name) => ({
      isSet: name.endsWith("srcset"),
      value: attributeOf(node, name).trim(),
    })).filter(({ value }) => value !== ""),
  );
}

function readFiles(video: HTMLVideoElement): PageOffers["files"] {
  return [...video.querySelectorAll(":scope > source")].slice(0, MAX_LISTED).map((node) => ({
    url: attributeOf(node, "src").trim(),
    type: attributeOf(node, "type").trim(),
  }));
}

/** The image with the `source`s of its `picture`, which come first. */
function listingOf(image: HTMLImageElement): Element[] {
  const { parentElement: parent } = image;
  const sources =
    parent?.localName === "picture" ? [...parent.querySelectorAll(":scope > source")] : [];
  return [...sources, image].slice(-MAX_LISTED);
}

function attributeOf(node: Element, name: string): string {
  const value = node.getAttribute(name) ?? "";
  return value.length > MAX_TEXT ? "" : value;
}
