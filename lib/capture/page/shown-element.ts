import { findElement, isItself } from "./find-element";
import { isLoaded } from "./is-loaded";
import type { PageTarget } from "./page-messages";
import { isReplaced } from "./shows-address";

/** An element whose pixels are one picture. */
export type ShownElement = HTMLImageElement | HTMLCanvasElement | SVGSVGElement;

/** Finds an element that shows a picture now; undefined for a broken image, and for backgrounds and films. */
export function findShownElement(target: PageTarget): ShownElement | undefined {
  const found = findElement(target);
  if (found === undefined || !isItself(found, target)) return undefined;
  if (found instanceof HTMLImageElement) {
    return isLoaded(found) || isReplaced(found) ? found : undefined;
  }
  return found instanceof HTMLCanvasElement || found instanceof SVGSVGElement ? found : undefined;
}
