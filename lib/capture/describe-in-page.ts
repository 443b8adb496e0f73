/** What the page says about the clicked picture. */
export interface PageDescription {
  readonly altText: string;
  readonly pageTitle: string;
  /** The natural size; null for what is not loaded. */
  readonly shownSize: { readonly widthPx: number; readonly heightPx: number } | null;
}

/**
 * Runs inside the clicked frame: finds the clicked element by its address, the one under the pointer
 * first (the same picture may stand on a page twice), and reads its description.
 *
 * The browser serialises this function: it may use nothing from outside itself.
 */
export function describeInPage(srcUrl: string, element: "image" | "video"): PageDescription {
  type Found = HTMLImageElement | HTMLVideoElement;
  const isWanted = (node: Element): node is Found =>
    element === "image" ? node instanceof HTMLImageElement : node instanceof HTMLVideoElement;
  const hasAddress = (node: Found): boolean =>
    srcUrl === "" || node.currentSrc === srcUrl || node.src === srcUrl;

  const underPointer: Element[] = [];
  let root: Document | ShadowRoot | null = document;
  while (root !== null) {
    const hovered: Element[] = [...root.querySelectorAll(":hover")];
    underPointer.push(...hovered);
    root = hovered.at(-1)?.shadowRoot ?? null;
  }
  const candidates = [...underPointer.toReversed(), ...document.querySelectorAll("img, video")];
  const found = candidates.find((node) => isWanted(node) && hasAddress(node));

  const label =
    found?.getAttribute("alt") ||
    found?.getAttribute("aria-label") ||
    found?.closest("figure")?.querySelector("figcaption")?.textContent ||
    found?.getAttribute("title") ||
    "";
  const widthPx = found instanceof HTMLImageElement ? found.naturalWidth : 0;
  const heightPx = found instanceof HTMLImageElement ? found.naturalHeight : 0;
  return {
    altText: label.replace(/\s+/g, " ").trim(),
    pageTitle: document.title,
    shownSize: widthPx > 0 && heightPx > 0 ? { widthPx, heightPx } : null,
  };
}
