import type { FoundKind } from "./page-messages";

/** An image or a video that an element shows, in whatever form. */
export interface ListedMedia {
  readonly element: Element;
  readonly kind: FoundKind;
  /** Absolute; empty for a drawing. */
  readonly address: string;
  /** Natural where the page knows it, else as it is laid out. */
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A longer value of a style is not looked at. */
const MAX_STYLE = 65_536;

/** So many pictures of one background are listed. */
const MAX_LAYERS = 4;

/** Lists what an element shows: itself, its poster, its backgrounds. */
export function listMediaOf(element: Element): ListedMedia[] {
  if (element instanceof SVGElement) {
    return element instanceof SVGSVGElement && element.ownerSVGElement === null
      ? [toListed(element, "svg", "")]
      : [];
  }
  return [...listContent(element), ...listBackgrounds(element)];
}

function listContent(element: Element): ListedMedia[] {
  if (element instanceof HTMLImageElement) {
    const { currentSrc, src, naturalWidth, naturalHeight } = element;
    return listAddress(element, "image", currentSrc || src, naturalWidth, naturalHeight);
  }
  if (element instanceof HTMLVideoElement) {
    const { currentSrc, src, videoWidth, videoHeight, poster } = element;
    const address = currentSrc || src || (element.querySelector("source")?.src ?? "");
    return [
      ...listAddress(element, "video", address, videoWidth, videoHeight),
      ...listAddress(element, "poster", poster),
    ];
  }
  return element instanceof HTMLCanvasElement
    ? [toListed(element, "canvas", "", element.width, element.height)]
    : [];
}

function listBackgrounds(element: Element): ListedMedia[] {
  return [null, "::before", "::after"].flatMap((pseudo) => {
    const { backgroundImage } = getComputedStyle(element, pseudo);
    return listStyleAddresses(backgroundImage).flatMap((address) =>
      listAddress(element, "background", address),
    );
  });
}

/** Of one picture in several densities the densest; of several pictures, each. */
function listStyleAddresses(value: string): string[] {
  if (!value.includes("url(") || value.length > MAX_STYLE) return [];
  const layers = [...value.matchAll(/url\("((?:[^"\\]|\\.)*)"\)(?: ([\d.]+)dppx)?/g)];
  const chosen = value.includes("image-set(")
    ? layers.toSorted((a, b) => Number(b[2] ?? 0) - Number(a[2] ?? 0)).slice(0, 1)
    : layers.slice(0, MAX_LAYERS);
  return chosen.map(([, address = ""]) => address.replace(/\\(.)/g, "$1"));
}

function listAddress(
  element: Element,
  kind: FoundKind,
  address: string,
  widthPx = 0,
  heightPx = 0,
): ListedMedia[] {
  return /^(?:https?|data|blob|file):/i.test(address)
    ? [toListed(element, kind, address, widthPx, heightPx)]
    : [];
}

function toListed(
  element: Element,
  kind: FoundKind,
  address: string,
  widthPx = 0,
  heightPx = 0,
): ListedMedia {
  if (widthPx > 0 && heightPx > 0) return { element, kind, address, widthPx, heightPx };
  const box = element.getBoundingClientRect();
  return {
    element,
    kind,
    address,
    widthPx: Math.round(box.width),
    heightPx: Math.round(box.height),
  };
}
