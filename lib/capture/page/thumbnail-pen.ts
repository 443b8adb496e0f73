import type { ListedMedia } from "./list-media";
import { ownDocument } from "./own-properties";

const THUMBNAIL_PX = 160;

/** Draws small pictures of what a page shows, all on one canvas, until its time is over. */
export class ThumbnailPen {
  readonly #endMs: number;
  readonly #canvas = ownDocument().createElement("canvas");

  /** @param endMs by the clock of `performance` */
  constructor(endMs: number) {
    this.#endMs = endMs;
  }

  /** A `data:` picture; empty where the page may not draw what it shows, and when the time is over. */
  draw({ element, kind, address, widthPx, heightPx }: ListedMedia): string {
    const isItself = kind === "canvas" || kind === "image" || kind === "video";
    const isDrawable = isItself && isPicture(element) && isOwnAddress(address);
    if (!isDrawable || widthPx === 0 || heightPx === 0 || performance.now() > this.#endMs)
      return "";
    const scale = Math.min(1, THUMBNAIL_PX / Math.max(widthPx, heightPx));
    const canvas = this.#canvas;
    canvas.width = Math.max(1, Math.round(widthPx * scale));
    canvas.height = Math.max(1, Math.round(heightPx * scale));
    try {
      canvas.getContext("2d")?.drawImage(element, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL("image/webp", 0.7);
    } catch (error) {
      // Pictures of other sites in it, or nothing to draw: then it has no thumbnail.
      if (!(error instanceof DOMException)) throw error;
      return "";
    }
  }
}

/** A canvas takes nothing else: not a film in an element for files of any kind. */
function isPicture(
  element: Element,
): element is HTMLCanvasElement | HTMLImageElement | HTMLVideoElement {
  return [HTMLCanvasElement, HTMLImageElement, HTMLVideoElement].some(
    (kind) => element instanceof kind,
  );
}

function isOwnAddress(address: string): boolean {
  return !address.startsWith("http") || new URL(address).origin === location.origin;
}
