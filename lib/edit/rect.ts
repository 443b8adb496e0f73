/** A rectangle in whole pixels, counted from the top left corner of what it lies in. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** All of a picture. */
export function wholeOf({ width, height }: Size): Rect {
  return { left: 0, top: 0, width, height };
}

/** Whether two rectangles are the same. */
export function sameRect(a: Rect, b: Rect): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}

/** What two rectangles have in common; null where that is not one whole pixel. */
export function intersect(a: Rect, b: Rect): Rect | null {
  const left = Math.max(a.left, b.left);
  const top = Math.max(a.top, b.top);
  const width = Math.min(a.left + a.width, b.left + b.width) - left;
  const height = Math.min(a.top + a.height, b.top + b.height) - top;
  return width < 1 || height < 1 ? null : { left, top, width, height };
}

/** A rectangle of whole pixels of at least one each way that lies in a picture, as near to the given one as can be. */
export function clampRect(rect: Rect, { width, height }: Size): Rect {
  const left = clamp(Math.round(rect.left), 0, width - 1);
  const top = clamp(Math.round(rect.top), 0, height - 1);
  return {
    left,
    top,
    width: clamp(Math.round(rect.width), 1, width - left),
    height: clamp(Math.round(rect.height), 1, height - top),
  };
}

/** The smallest rectangle of whole pixels around a rectangle that was made larger or smaller. */
export function scaleRect(rect: Rect, scale: number): Rect {
  const left = Math.floor(rect.left * scale);
  const top = Math.floor(rect.top * scale);
  return {
    left,
    top,
    width: Math.ceil((rect.left + rect.width) * scale) - left,
    height: Math.ceil((rect.top + rect.height) * scale) - top,
  };
}

function clamp(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.min(Math.max(value, least), most) : least;
}
