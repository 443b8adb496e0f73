import fc from "fast-check";
import type { HiddenRegion } from "../../../lib/edit/hidden-region";
import type { Orientation } from "../../../lib/edit/orientation";
import type { PictureEdit } from "../../../lib/edit/picture-edit";
import type { Rect, Size } from "../../../lib/edit/rect";

/** The size of a small picture. */
export const anySize: fc.Arbitrary<Size> = fc.record({
  width: fc.integer({ min: 1, max: 90 }),
  height: fc.integer({ min: 1, max: 90 }),
});

/** One of the eight ways in which a picture can be laid. */
export const anyOrientation: fc.Arbitrary<Orientation> = fc.record({
  isMirrored: fc.boolean(),
  quarterTurns: fc.constantFrom(0, 1, 2, 3),
});

/** A rectangle that lies in a picture. */
export function anyRectIn({ width, height }: Size): fc.Arbitrary<Rect> {
  return fc
    .record({
      left: fc.integer({ min: 0, max: width - 1 }),
      top: fc.integer({ min: 0, max: height - 1 }),
    })
    .chain(({ left, top }) =>
      fc.record({
        left: fc.constant(left),
        top: fc.constant(top),
        width: fc.integer({ min: 1, max: width - left }),
        height: fc.integer({ min: 1, max: height - top }),
      }),
    );
}

/** A box or a stroke in a picture. */
export function anyRegionIn(picture: Size): fc.Arbitrary<HiddenRegion> {
  const how = fc.constantFrom("pixelate" as const, "cover" as const);
  const point = fc.tuple(
    fc.integer({ min: 0, max: picture.width }),
    fc.integer({ min: 0, max: picture.height }),
  );
  const area = fc.oneof(
    anyRectIn(picture).map((box) => ({ box })),
    fc
      .record({
        points: fc.array(point, { minLength: 1, maxLength: 5 }).map((points) => points.flat()),
        widthPx: fc.integer({ min: 1, max: 30 }),
      })
      .map((stroke) => ({ stroke })),
  );
  return fc.record({ how, area });
}

/** An edit of a picture. */
export function anyEditOf(picture: Size): fc.Arbitrary<PictureEdit> {
  return fc.record({
    crop: fc.option(anyRectIn(picture)),
    orientation: anyOrientation,
    hidden: fc.array(anyRegionIn(picture), { maxLength: 3 }),
  });
}
