/** What the page says about the picture. Every text is the page's own, at most 65536 characters. */
export interface PageDescription {
  readonly altText: string;
  readonly pageTitle: string;
  /** The natural size; null for what is not loaded. */
  readonly shownSize: { readonly widthPx: number; readonly heightPx: number } | null;
  /** What the page lists for the element; null when the element was not found. */
  readonly offers: PageOffers | null;
}

/** A `srcset`, with the conditions under which a browser takes it; both may be empty. */
export interface SourceList {
  readonly srcset: string;
  readonly media: string;
  readonly type: string;
}

/** Every address that a page lists for an image or a video, as it stands there. */
export interface PageOffers {
  readonly frameUrl: string;
  /** What relative addresses are relative to. */
  readonly baseUrl: string;
  /** Empty when the element shows nothing. */
  readonly shownUrl: string;
  /** In image pixels divided by the density of the `srcset` entry; null for what is not loaded. */
  readonly natural: { readonly widthPx: number; readonly heightPx: number } | null;
  /** As the page lays it out, in CSS pixels. */
  readonly rendered: { readonly widthPx: number; readonly heightPx: number };
  readonly lists: readonly SourceList[];
  /** Attributes from which scripts load the picture later. */
  readonly lazy: readonly { readonly isSet: boolean; readonly value: string }[];
  /** A video's `source` children, in their order. */
  readonly files: readonly { readonly url: string; readonly type: string }[];
  /** The video is encrypted, and a decryption module plays it. */
  readonly isProtected: boolean;
}

/**
 * Runs inside the clicked frame: finds the element by the key that a scan gave it, or by its address,
 * the one under the pointer first (the same picture may stand on a page twice), in shadow trees too,
 * and reads what the page says about it.
 *
 * The browser serialises this function: it may use nothing from outside itself.
 *
 * @param key see `scanPage`; null for what was clicked
 */
export function describeInPage(
  srcUrl: string,
  element: "image" | "video",
  key: string | null,
): PageDescription {
  type Found = HTMLImageElement | HTMLVideoElement;
  const MAX_TEXT = 65_536;
  const scope = globalThis as {
    chrome?: { dom?: { openOrClosedShadowRoot?(host: Element): ShadowRoot | null } };
    foundMedia?: Map<string, { readonly element: Element }>;
  };
  // Chromium has a function that opens closed trees, Firefox a property of the element.
  const shadowOf = (
    host: Element & { readonly openOrClosedShadowRoot?: ShadowRoot | null },
  ): ShadowRoot | null => {
    const api = scope.chrome?.dom?.openOrClosedShadowRoot;
    if (host instanceof HTMLElement && api !== undefined) return api(host);
    return host.openOrClosedShadowRoot ?? host.shadowRoot;
  };
  const isWanted = (node: Element): node is Found =>
    element === "image" ? node instanceof HTMLImageElement : node instanceof HTMLVideoElement;
  const hasAddress = (node: Found): boolean =>
    srcUrl === "" || node.currentSrc === srcUrl || node.src === srcUrl;

  const candidates: Element[] = [];
  let root: Document | ShadowRoot | null = document;
  while (root !== null) {
    const hovered: Element[] = [...root.querySelectorAll(":hover")];
    candidates.unshift(...hovered.toReversed());
    const host = hovered.at(-1);
    root = host === undefined ? null : shadowOf(host);
  }
  candidates.push(...document.querySelectorAll("img, video"));
  const listed = key === null ? undefined : scope.foundMedia?.get(key)?.element;
  const found = listed ?? candidates.find((node) => isWanted(node) && hasAddress(node));

  const label =
    found?.getAttribute("alt") ||
    found?.getAttribute("aria-label") ||
    found?.closest("figure")?.querySelector("figcaption")?.textContent ||
    found?.getAttribute("title") ||
    "";
  const natural =
    found instanceof HTMLImageElement && found.naturalWidth > 0 && found.naturalHeight > 0
      ? { widthPx: found.naturalWidth, heightPx: found.naturalHeight }
      : null;
  const description = {
    altText: label.slice(0, MAX_TEXT).replace(/\s+/g, " ").trim(),
    pageTitle: document.title.slice(0, 1000),
    shownSize: natural,
  };
  // A background or a poster is found by its key, and its element is another thing.
  if (found === undefined || !isWanted(found)) {
    return { ...description, offers: null };
  }

  const attribute = (node: Element, name: string): string => {
    const value = node.getAttribute(name) ?? "";
    return value.length > MAX_TEXT ? "" : value;
  };
  const isImage = found instanceof HTMLImageElement;
  const picture =
    isImage && found.parentElement?.localName === "picture" ? found.parentElement : null;
  const listing: Element[] = [...(picture?.querySelectorAll(":scope > source") ?? []), found];
  const lazyNames = [
    "data-srcset",
    "data-lazy-srcset",
    "data-src",
    "data-lazy-src",
    "data-original",
  ];
  const box = found.getBoundingClientRect();
  return {
    ...description,
    offers: {
      frameUrl: location.href.slice(0, MAX_TEXT),
      baseUrl: document.baseURI.slice(0, MAX_TEXT),
      shownUrl: found.currentSrc || found.src,
      natural,
      rendered: {
        widthPx: Math.round(box.width),
        heightPx: Math.round(box.height),
      },
      lists: (isImage ? listing.slice(-20) : [])
        .map((node) => ({
          srcset: attribute(node, "srcset"),
          media: node === found ? "" : attribute(node, "media").trim(),
          type: node === found ? "" : attribute(node, "type").trim(),
        }))
        .filter(({ srcset }) => srcset !== ""),
      lazy: (isImage ? listing.slice(-20) : []).flatMap((node) =>
        lazyNames
          .map((name) => ({ isSet: name.endsWith("srcset"), value: attribute(node, name).trim() }))
          .filter(({ value }) => value !== ""),
      ),
      files: isImage
        ? []
        : [...found.querySelectorAll(":scope > source")].slice(0, 20).map((node) => ({
            url: attribute(node, "src").trim(),
            type: attribute(node, "type").trim(),
          })),
      isProtected: !isImage && found.mediaKeys !== null && found.mediaKeys !== undefined,
    },
  };
}
