import { boundsOf, type PlacedRegion, type Stroke } from "./hidden-region";
import { intersect, type Rect } from "./rect";

/** Pixels as a canvas hands them out: four bytes each, red, green, blue and what is seen of them. */
export interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** The part of a picture whose pixels a region changes; null where it lies outside. */
export function touchedBy(region: PlacedRegion, picture: Rect): Rect | null {
  return intersect(boundsOf(region), picture);
}

/**
 * Destroys the pixels of a region: what is left of a covered one is black, of a pixelated one the middle
 * of each block, in so few steps of brightness that guesses at what was there cannot be told apart.
 *
 * @param pixels the part of the picture that {@link touchedBy} names; they are changed in place
 * @param at where that part begins in the picture
 */
export function hidePixels(
  pixels: Pixels,
  region: PlacedRegion,
  at: { readonly left: number; readonly top: number },
): void {
  const { width, height } = pixels;
  const mask = "stroke" in region.area ? paintStroke(region.area.stroke, pixels, at) : null;
  if (region.how === "cover") {
    fill(pixels, { left: 0, top: 0, width, height }, mask, BLACK);
    return;
  }
  const { blockPx } = region;
  for (let top = 0; top < height; top += blockPx) {
    for (let left = 0; left < width; left += blockPx) {
      const block = {
        left,
        top,
        width: Math.min(blockPx, width - left),
        height: Math.min(blockPx, height - top),
      };
      fill(pixels, block, mask, middleOf(pixels, block));
    }
  }
}

type Colour = readonly [number, number, number, number];

const BLACK: Colour = [0, 0, 0, 255];

/** Sixteen steps from 0 to 255. */
const STEP = 17;

function middleOf({ data, width }: Pixels, block: Rect): Colour {
  let red = 0;
  let green = 0;
  let blue = 0;
  let seen = 0;
  for (let y = block.top; y < block.top + block.height; y += 1) {
    const end = (y * width + block.left + block.width) * 4;
    for (let index = (y * width + block.left) * 4; index < end; index += 4) {
      const alpha = data[index + 3] ?? 0;
      // What is not seen has no part in the colour.
      red += (data[index] ?? 0) * alpha;
      green += (data[index + 1] ?? 0) * alpha;
      blue += (data[index + 2] ?? 0) * alpha;
      seen += alpha;
    }
  }
  if (seen === 0) return [0, 0, 0, 0];
  const step = (value: number) => Math.round(value / STEP) * STEP;
  const alpha = step(seen / (block.width * block.height));
  return [step(red / seen), step(green / seen), step(blue / seen), alpha];
}

function fill(
  { data, width }: Pixels,
  area: Rect,
  mask: Uint8Array | null,
  [red, green, blue, alpha]: Colour,
): void {
  for (let y = area.top; y < area.top + area.height; y += 1) {
    for (let x = area.left; x < area.left + area.width; x += 1) {
      const pixel = y * width + x;
      if (mask !== null && mask[pixel] === 0) continue;
      data[pixel * 4] = red;
      data[pixel * 4 + 1] = green;
      data[pixel * 4 + 2] = blue;
      data[pixel * 4 + 3] = alpha;
    }
  }
}

/** One byte for each pixel: 1 where the brush went over it. Each piece of the line is looked at where it is only. */
function paintStroke(
  { points, widthPx }: Stroke,
  { width, height }: Pixels,
  at: { readonly left: number; readonly top: number },
): Uint8Array {
  const mask = new Uint8Array(width * height);
  // Half a pixel more: one that is touched at its edge is gone, too.
  const radius = widthPx / 2 + 0.5;
  const piecesEnd = Math.max(2, points.length - 2);
  for (let index = 0; index < piecesEnd; index += 2) {
    const x1 = (points[index] ?? 0) - at.left;
    const y1 = (points[index + 1] ?? 0) - at.top;
    const x2 = (points[index + 2] ?? points[index] ?? 0) - at.left;
    const y2 = (points[index + 3] ?? points[index + 1] ?? 0) - at.top;
    const endX = Math.min(width - 1, Math.ceil(Math.max(x1, x2) + radius));
    const endY = Math.min(height - 1, Math.ceil(Math.max(y1, y2) + radius));
    for (let y = Math.max(0, Math.floor(Math.min(y1, y2) - radius)); y <= endY; y += 1) {
      for (let x = Math.max(0, Math.floor(Math.min(x1, x2) - radius)); x <= endX; x += 1) {
        if (squaredDistance(x + 0.5, y + 0.5, x1, y1, x2, y2) <= radius * radius) {
          mask[y * width + x] = 1;
        }
      }
    }
  }
  return mask;
}

/** Of a point from a piece of a line. */
function squaredDistance(
  x: number,
  y: number,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
): number {
  const lengthSquared = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const along =
    lengthSquared === 0 ? 0 : ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / lengthSquared;
  const nearest = Math.min(1, Math.max(0, along));
  return (x - x1 - nearest * (x2 - x1)) ** 2 + (y - y1 - nearest * (y2 - y1)) ** 2;
}
