import { clampRect, type Rect, type Size, wholeOf } from "./rect";

/** The shapes that a selection can be held to, as width by height; `free` holds it to none. */
export const SHAPES = { free: null, "1:1": 1, "16:9": 16 / 9, "4:5": 4 / 5 } as const;

/** The name of a shape. */
export type ShapeName = keyof typeof SHAPES;

/** The largest selection of a shape, in the middle of a picture. */
export function selectShape(shape: ShapeName, picture: Size): Rect {
  const ratio = SHAPES[shape];
  if (ratio === null) return wholeOf(picture);
  const width = Math.min(picture.width, picture.height * ratio);
  const height = width / ratio;
  return clampRect(
    { left: (picture.width - width) / 2, top: (picture.height - height) / 2, width, height },
    picture,
  );
}

/**
 * The selection between the point where a pointer went down and where it is now. In a shape it reaches as
 * far as the pointer in one direction, and no further than the picture in the other.
 */
export function selectBetween(
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
  shape: ShapeName,
  picture: Size,
): Rect {
  const start = inside(from, picture);
  const end = inside(to, picture);
  let width = Math.abs(end.x - start.x);
  let height = Math.abs(end.y - start.y);
  const ratio = SHAPES[shape];
  if (ratio !== null) {
    const roomX = end.x < start.x ? start.x : picture.width - start.x;
    const roomY = end.y < start.y ? start.y : picture.height - start.y;
    width = Math.min(Math.max(width, height * ratio), roomX, roomY * ratio);
    height = width / ratio;
  }
  const left = end.x < start.x ? start.x - width : start.x;
  const top = end.y < start.y ? start.y - height : start.y;
  return clampRect({ left, top, width, height }, picture);
}

/** The selection once a person has entered one of its four numbers; it stays in the picture, and in its shape. */
export function selectByNumber(
  selection: Rect,
  field: keyof Rect,
  value: number,
  shape: ShapeName,
  picture: Size,
): Rect {
  const entered = clampRect({ ...selection, [field]: value }, picture);
  const ratio = SHAPES[shape];
  if (ratio === null) return entered;
  const room = { width: picture.width - entered.left, height: picture.height - entered.top };
  const wanted = field === "height" ? entered.height * ratio : entered.width;
  const width = Math.min(wanted, room.width, room.height * ratio);
  return clampRect({ ...entered, width, height: width / ratio }, picture);
}

function inside({ x, y }: { readonly x: number; readonly y: number }, { width, height }: Size) {
  return { x: Math.min(Math.max(x, 0), width), y: Math.min(Math.max(y, 0), height) };
}
