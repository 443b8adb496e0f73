import { orientRect, type Orientation } from "./orientation";
import { intersect, type Rect, scaleRect } from "./rect";

/** `pixelate` leaves coarse blocks of a middle colour, `cover` leaves nothing. */
export type HidingWay = "pixelate" | "cover";

/** A line that was drawn with a brush: x and y of one point after the other, and how broad it is. */
export interface Stroke {
  readonly points: readonly number[];
  readonly widthPx: number;
}

/** A part of a picture whose pixels are destroyed: a box, or what a brush went over. In pixels of the picture. */
export interface HiddenRegion {
  readonly how: HidingWay;
  readonly area: { readonly box: Rect } | { readonly stroke: Stroke };
}

/** A region as it lies in a picture that is about to be drawn. */
export interface PlacedRegion extends HiddenRegion {
  /** The side of the blocks of `pixelate`. */
  readonly blockPx: number;
}

/** However small a region is: text of common sizes could be read between smaller blocks. */
const LEAST_BLOCK_PX = 12;
/** A face of so many blocks across is nobody's any more. */
const MOST_BLOCKS_ACROSS = 8;

/** The side of the blocks that a region is pixelated with, in pixels of the picture. */
export function blockSizeOf({ area }: HiddenRegion): number {
  const across =
    "box" in area
      ? Math.max(area.box.width, area.box.height) / MOST_BLOCKS_ACROSS
      : area.stroke.widthPx / 2;
  return Math.max(LEAST_BLOCK_PX, Math.ceil(across));
}

/** The rectangle in which a region lies; a stroke has a radius on all sides. */
export function boundsOf({ area }: HiddenRegion): Rect {
  if ("box" in area) return area.box;
  const { points, widthPx } = area.stroke;
  const xs = points.filter((_value, index) => index % 2 === 0);
  const ys = points.filter((_value, index) => index % 2 === 1);
  const radius = widthPx / 2;
  const left = Math.floor(Math.min(...xs) - radius);
  const top = Math.floor(Math.min(...ys) - radius);
  const width = Math.ceil(Math.max(...xs) + radius) - left;
  const height = Math.ceil(Math.max(...ys) + radius) - top;
  return { left, top, width, height };
}

/** A region with a margin around it, whose pixels are destroyed with it. @param marginPx in pixels of the picture */
export function growRegion(region: HiddenRegion, marginPx: number): HiddenRegion {
  const { area } = region;
  if ("stroke" in area) {
    const { points, widthPx } = area.stroke;
    return { ...region, area: { stroke: { points, widthPx: widthPx + 2 * marginPx } } };
  }
  const { left, top, width, height } = area.box;
  const box = {
    left: left - marginPx,
    top: top - marginPx,
    width: width + 2 * marginPx,
    height: height + 2 * marginPx,
  };
  return { ...region, area: { box } };
}

/**
 * Where a region lies once its picture was cropped, laid and made larger or smaller; null where nothing
 * of it is left.
 */
export function placeRegion(
  region: HiddenRegion,
  crop: Rect,
  orientation: Orientation,
  scale: number,
): PlacedRegion | null {
  if (intersect(boundsOf(region), crop) === null) return null;
  const { how, area } = region;
  const blockPx = Math.max(2, Math.round(blockSizeOf(region) * scale));
  const place = (rect: Rect) =>
    orientRect(
      { ...rect, left: rect.left - crop.left, top: rect.top - crop.top },
      crop,
      orientation,
    );
  if ("box" in area) {
    return { how, blockPx, area: { box: scaleRect(place(area.box), scale) } };
  }
  const { points, widthPx } = area.stroke;
  const placed: number[] = [];
  for (let index = 0; index + 1 < points.length; index += 2) {
    const at = { left: points[index] ?? 0, top: points[index + 1] ?? 0, width: 0, height: 0 };
    const { left, top } = place(at);
    placed.push(left * scale, top * scale);
  }
  return { how, blockPx, area: { stroke: { points: placed, widthPx: widthPx * scale } } };
}
