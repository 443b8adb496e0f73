import { embeddedMediaOf } from "./embedded-media";
import { addressOf, type MediaElement } from "./find-element";
import type { FoundKind } from "./page-messages";
import { ownElement } from "./own-properties";
import { isDoubtful, showsAddress } from "./shows-address";

/** An image or a video that an element shows, in whatever form. */
export interface ListedMedia {
  readonly element: Element;
  readonly kind: FoundKind;
  /** Absolute; empty for a drawing. */
  readonly address: string;
  /** Natural where the page knows it, else as it is laid out. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** See `FoundMedia`. A poster, a background and what is embedded may never have come, which nobody can tell. */
  readonly isShown: boolean;
}

/** A longer value of a style is not looked at. */
const MAX_STYLE = 65_536;

/** So many pictures of one background are listed. */
const MAX_LAYERS = 4;

/** Lists what an element shows: itself, what is embedded in it, its poster, its backgrounds. */
export function listMediaOf(element: Element): ListedMedia[] {
  if (element instanceof SVGElement) {
    const isWhole = element instanceof SVGSVGElement && element.ownerSVGElement === null;
    return isWhole ? [toListed(element, { kind: "svg", address: "", isShown: true })] : [];
  }
  return [...listContent(element), ...listBackgrounds(element)];
}

function listContent(element: Element): ListedMedia[] {
  if (element instanceof HTMLImageElement) {
    const { naturalWidth, naturalHeight } = element;
    const address = addressOf(element);
    return listAddress(
      element,
      { kind: "image", address, isShown: isSeen(element) },
      { widthPx: naturalWidth, heightPx: naturalHeight },
    );
  }
  if (element instanceof HTMLVideoElement) {
    const { currentSrc, videoWidth, videoHeight, poster } = element;
    const address = addressOf(element) || (element.querySelector("source")?.src ?? "");
    return [
      ...listAddress(
        element,
        { kind: "video", address, isShown: currentSrc !== "" && isSeen(element) },
        { widthPx: videoWidth, heightPx: videoHeight },
      ),
      ...listAddress(element, { kind: "poster", address: poster, isShown: false }),
    ];
  }
  const embedded = embeddedMediaOf(element);
  if (embedded !== null) {
    const kind = embedded.element === "image" ? "object" : "video";
    // Of what it has come to show nobody tells.
    return listAddress(element, { kind, address: embedded.address, isShown: false });
  }
  if (!(element instanceof HTMLCanvasElement)) return [];
  const { width: widthPx, height: heightPx } = element;
  return [toListed(element, { kind: "canvas", address: "", isShown: true }, { widthPx, heightPx })];
}

function isSeen(element: MediaElement): boolean {
  return showsAddress(element) && !isDoubtful(element);
}

function listBackgrounds(element: Element): ListedMedia[] {
  return [null, "::before", "::after"].flatMap((pseudo) => {
    const { backgroundImage } = getComputedStyle(element, pseudo);
    return listStyleAddresses(backgroundImage).flatMap((address) =>
      listAddress(element, { kind: "background", address, isShown: false }),
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

type Content = Pick<ListedMedia, "kind" | "address" | "isShown">;

interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

function listAddress(element: Element, content: Content, natural?: Size): ListedMedia[] {
  return /^(?:https?|data|blob|file):/i.test(content.address)
    ? [toListed(element, content, natural)]
    : [];
}

function toListed(element: Element, content: Content, natural?: Size): ListedMedia {
  if (natural !== undefined && natural.widthPx > 0 && natural.heightPx > 0) {
    return { element, ...content, ...natural };
  }
  const box = ownElement(element).getBoundingClientRect();
  return {
    element,
    ...content,
    widthPx: Math.round(box.width),
    heightPx: Math.round(box.height),
  };
}
