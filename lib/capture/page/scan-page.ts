/** In what form a page holds a picture or a film. */
export type FoundKind = "image" | "video" | "poster" | "background" | "canvas" | "svg";

/** One image or video that a scan has found. Every text is the page's own. */
export interface FoundMedia {
  /** Names the element in this page until it is left; unique over all scans and frames. */
  readonly key: string;
  readonly kind: FoundKind;
  /** Absolute, at most 65536 characters; empty for a drawing, or an inline address that is longer. */
  readonly url: string;
  /** Natural where the page knows it, else as it is laid out. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** At most 200 characters; empty where the page says nothing. */
  readonly altText: string;
  /** A `data:` picture of at most 160 px a side; empty where none could be drawn. */
  readonly thumbnail: string;
}

/** How much of a page is looked at. */
export interface ScanBounds {
  readonly maxElements: number;
  readonly maxFound: number;
  readonly maxMs: number;
}

/** What one frame of a page holds. */
export interface FrameScan {
  readonly frameUrl: string;
  readonly found: readonly FoundMedia[];
  /** The page holds more than was looked at. */
  readonly isCut: boolean;
}

/**
 * Runs inside every frame of a tab: finds the images and videos in it, in shadow trees and under
 * overlays too, and keeps the elements by their keys for a later capture. The page sees none of this:
 * what is kept lives in the extension's own world.
 *
 * The browser serialises this function: it may use nothing from outside itself.
 */
export function scanPage(bounds: ScanBounds): FrameScan {
  const MAX_URL = 65_536;
  const THUMBNAIL_PX = 160;
  // Another one in each frame: a list holds the finds of all. Insecure pages have no randomUUID.
  const scanId = crypto.getRandomValues(new Uint32Array(4)).join(".");
  const endMs = performance.now() + bounds.maxMs;
  const scope = globalThis as {
    chrome?: { dom?: { openOrClosedShadowRoot?(host: Element): ShadowRoot | null } };
    foundMedia?: Map<string, { element: Element; address: string; media: FoundMedia }>;
  };
  // Chromium has a function that opens closed trees, Firefox a property of the element.
  const shadowOf = (
    host: Element & { readonly openOrClosedShadowRoot?: ShadowRoot | null },
  ): ShadowRoot | null => {
    const api = scope.chrome?.dom?.openOrClosedShadowRoot;
    if (host instanceof HTMLElement && api !== undefined) return api(host);
    return host.openOrClosedShadowRoot ?? host.shadowRoot;
  };
  const registry = (scope.foundMedia ??= new Map());
  if (registry.size > 5000) registry.clear();

  interface Entry {
    element: Element;
    kind: FoundKind;
    address: string;
    widthPx: number;
    heightPx: number;
  }
  const entries: Entry[] = [];
  const add = (element: Element, kind: FoundKind, address: string, width = 0, height = 0): void => {
    const isDrawing = kind === "canvas" || kind === "svg";
    if (!isDrawing && !/^(?:https?|data|blob|file):/i.test(address)) return;
    const box = element.getBoundingClientRect();
    const isKnown = width > 0 && height > 0;
    entries.push({
      element,
      kind,
      address,
      widthPx: Math.round(isKnown ? width : box.width),
      heightPx: Math.round(isKnown ? height : box.height),
    });
  };
  const addBackgrounds = (element: Element): void => {
    for (const pseudo of [null, "::before", "::after"]) {
      const { backgroundImage } = getComputedStyle(element, pseudo);
      if (!backgroundImage.includes("url(") || backgroundImage.length > MAX_URL) continue;
      const layers = [...backgroundImage.matchAll(/url\("((?:[^"\\]|\\.)*)"\)(?: ([\d.]+)dppx)?/g)];
      const best = layers.toSorted((a, b) => Number(b[2] ?? 0) - Number(a[2] ?? 0));
      // Of one picture in several densities the densest; of several pictures, each.
      const isSet = backgroundImage.includes("image-set(");
      for (const layer of isSet ? best.slice(0, 1) : layers.slice(0, 4)) {
        add(element, "background", (layer[1] ?? "").replace(/\\(.)/g, "$1"));
      }
    }
  };
  const addElement = (element: Element): void => {
    if (element instanceof HTMLImageElement) {
      const address = element.currentSrc || element.src;
      add(element, "image", address, element.naturalWidth, element.naturalHeight);
    } else if (element instanceof HTMLVideoElement) {
      const first = element.querySelector("source")?.src ?? "";
      const address = element.currentSrc || element.src || first;
      add(element, "video", address, element.videoWidth, element.videoHeight);
      add(element, "poster", element.poster);
    } else if (element instanceof HTMLCanvasElement) {
      add(element, "canvas", "", element.width, element.height);
    } else if (element instanceof SVGSVGElement) {
      if (element.ownerSVGElement === null) add(element, "svg", "");
    }
    if (!(element instanceof SVGElement)) addBackgrounds(element);
  };

  let looked = 0;
  let isCut = false;
  const roots: (Document | ShadowRoot)[] = [document];
  for (let root = roots.pop(); root !== undefined && !isCut; root = roots.pop()) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      looked += 1;
      isCut =
        looked > bounds.maxElements ||
        entries.length >= bounds.maxFound ||
        (looked % 50 === 0 && performance.now() > endMs);
      if (isCut) break;
      if (!(node instanceof Element)) continue;
      addElement(node);
      const shadow = shadowOf(node);
      if (shadow !== null) roots.push(shadow);
    }
  }

  const pencil = document.createElement("canvas");
  const draw = ({ element, kind, address, widthPx, heightPx }: Entry): string => {
    const canDraw =
      kind === "canvas" ||
      ((kind === "image" || kind === "video") &&
        (!address.startsWith("http") || new URL(address).origin === location.origin));
    if (!canDraw || widthPx === 0 || heightPx === 0 || performance.now() > endMs) return "";
    const scale = Math.min(1, THUMBNAIL_PX / Math.max(widthPx, heightPx));
    pencil.width = Math.max(1, Math.round(widthPx * scale));
    pencil.height = Math.max(1, Math.round(heightPx * scale));
    try {
      pencil
        .getContext("2d")
        ?.drawImage(element as HTMLCanvasElement, 0, 0, pencil.width, pencil.height);
      return pencil.toDataURL("image/webp", 0.7);
    } catch (error) {
      // Pictures of other sites in it, or nothing to draw: then it has no thumbnail.
      if (!(error instanceof DOMException)) throw error;
      return "";
    }
  };

  const found = entries
    .toSorted((a, b) => b.widthPx * b.heightPx - a.widthPx * a.heightPx)
    .map((entry, index): FoundMedia => {
      const { element, kind, address, widthPx, heightPx } = entry;
      const label =
        element.getAttribute("alt") ||
        element.getAttribute("aria-label") ||
        element.getAttribute("title") ||
        "";
      const media = {
        key: `${scanId}-${index}`,
        kind,
        url: address.length > MAX_URL ? "" : address,
        widthPx,
        heightPx,
        altText: label.slice(0, 1000).replace(/\s+/g, " ").trim().slice(0, 200),
        thumbnail: draw(entry),
      };
      registry.set(media.key, { element, address, media: { ...media, thumbnail: "" } });
      return media;
    });
  return { frameUrl: location.href.slice(0, MAX_URL), found, isCut };
}
