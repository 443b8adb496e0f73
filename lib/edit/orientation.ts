import type { Rect, Size } from "./rect";

/** How a picture is laid: first mirrored, left for right, then turned clockwise. */
export interface Orientation {
  readonly isMirrored: boolean;
  readonly quarterTurns: 0 | 1 | 2 | 3;
}

/** A picture as it is. */
export const UPRIGHT: Orientation = { isMirrored: false, quarterTurns: 0 };

/** Turned once more, clockwise, as it is seen. */
export function turnRight({ isMirrored, quarterTurns }: Orientation): Orientation {
  return { isMirrored, quarterTurns: asTurns(quarterTurns + 1) };
}

/** Turned once more, counterclockwise, as it is seen. */
export function turnLeft({ isMirrored, quarterTurns }: Orientation): Orientation {
  return { isMirrored, quarterTurns: asTurns(quarterTurns + 3) };
}

/** Left and right exchanged as they are seen, whatever way the picture is turned. */
export function mirror({ isMirrored, quarterTurns }: Orientation): Orientation {
  return { isMirrored: !isMirrored, quarterTurns: asTurns(4 - quarterTurns) };
}

/** The size of a picture once it is laid so. */
export function orientSize({ width, height }: Size, { quarterTurns }: Orientation): Size {
  return quarterTurns % 2 === 0 ? { width, height } : { width: height, height: width };
}

/** Where a rectangle of a picture lies once the picture is laid so. @param size of the picture before */
export function orientRect(rect: Rect, size: Size, orientation: Orientation): Rect {
  let { left, top, width, height } = rect;
  let frame = size;
  if (orientation.isMirrored) left = frame.width - left - width;
  for (let turn = 0; turn < orientation.quarterTurns; turn += 1) {
    [left, top, width, height] = [frame.height - top - height, left, height, width];
    frame = { width: frame.height, height: frame.width };
  }
  return { left, top, width, height };
}

/** The opposite of {@link orientRect}. @param size of the picture before it was laid so */
export function unorientRect(rect: Rect, size: Size, orientation: Orientation): Rect {
  let { left, top, width, height } = rect;
  let frame = orientSize(size, orientation);
  for (let turn = 0; turn < orientation.quarterTurns; turn += 1) {
    [left, top, width, height] = [top, frame.width - left - width, height, width];
    frame = { width: frame.height, height: frame.width };
  }
  if (orientation.isMirrored) left = frame.width - left - width;
  return { left, top, width, height };
}

/**
 * The matrix (as of `setTransform`) that draws a picture of a size laid so into a canvas whose corner is
 * at 0, 0.
 */
export function orientationMatrix(
  { width, height }: Size,
  { isMirrored, quarterTurns }: Orientation,
): readonly [number, number, number, number, number, number] {
  const sign = isMirrored ? -1 : 1;
  const shift = isMirrored ? width : 0;
  switch (quarterTurns) {
    case 0:
      return [sign, 0, 0, 1, shift, 0];
    case 1:
      return [0, sign, -1, 0, height, shift];
    case 2:
      return [-sign, 0, 0, -1, width - shift, height];
    case 3:
      return [0, -sign, 1, 0, 0, width - shift];
  }
}

function asTurns(turns: number): Orientation["quarterTurns"] {
  switch (turns % 4) {
    case 1:
      return 1;
    case 2:
      return 2;
    case 3:
      return 3;
    default:
      return 0;
  }
}
