import type { PagePlace, PageTarget } from "./page-messages";
import { findShownElement } from "./shown-element";

/** A smaller part says nothing about the picture. */
const MIN_SIDE_PX = 4;

/** Where an element stands in the tab's window, as far as it is in sight there; null where it is not. */
export function placeOfElement(target: PageTarget): PagePlace | null {
  const element = findShownElement(target);
  if (element === undefined) return null;
  let { left, top, right, bottom } = element.getBoundingClientRect();
  let view: Window = window;
  for (;;) {
    left = Math.max(left, 0);
    top = Math.max(top, 0);
    right = Math.min(right, view.innerWidth);
    bottom = Math.min(bottom, view.innerHeight);
    if (view === view.top) break;
    const frame = frameElementOf(view);
    if (frame === null) return null;
    const outer = frame.getBoundingClientRect();
    const [dx, dy] = [outer.left + frame.clientLeft, outer.top + frame.clientTop];
    [left, right, top, bottom] = [left + dx, right + dx, top + dy, bottom + dy];
    view = view.parent;
  }
  const [width, height] = [right - left, bottom - top];
  if (width < MIN_SIDE_PX || height < MIN_SIDE_PX) return null;
  return { left, top, width, height, windowWidth: view.innerWidth };
}

/** Null in a frame of another origin: where that stands is not told. */
function frameElementOf(view: Window): Element | null {
  try {
    return view.frameElement;
  } catch (failure) {
    if (!(failure instanceof DOMException)) throw failure;
    return null;
  }
}
