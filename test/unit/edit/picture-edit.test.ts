import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cropTo,
  editedSize,
  hideBox,
  hideStroke,
  isUnedited,
  keptOf,
  lay,
  MAX_HIDDEN_REGIONS,
  MAX_STROKE_POINTS,
  toCaptured,
  toEdited,
  UNEDITED,
} from "../../../lib/edit/picture-edit";
import { anyEditOf, anyRectIn, anySize } from "./any-edit";

const PICTURE = { width: 400, height: 300 };

const anyCase = anySize.chain((picture) =>
  anyEditOf(picture).chain((edit) =>
    fc.record({
      picture: fc.constant(picture),
      edit: fc.constant(edit),
      selection: anyRectIn(editedSize(edit, picture)),
    }),
  ),
);

describe("an edit", () => {
  it("is none without a step, and none again after four turns and two mirrorings", () => {
    expect(isUnedited(UNEDITED)).toBe(true);
    const steps = ["right", "right", "mirror", "left", "left", "mirror"] as const;
    expect(isUnedited(steps.reduce(lay, UNEDITED))).toBe(true);
    expect(isUnedited(lay(UNEDITED, "mirror"))).toBe(false);
  });

  it("crops what is seen: a crop of a turned picture is what the selection showed", () => {
    const turned = lay(UNEDITED, "right");
    // Seen are 300 by 400 pixels; their top is the picture's left.
    const cropped = cropTo(turned, { left: 10, top: 20, width: 50, height: 60 }, PICTURE);
    expect(cropped.crop).toEqual({ left: 20, top: 240, width: 60, height: 50 });
    expect(editedSize(cropped, PICTURE)).toEqual({ width: 50, height: 60 });
  });

  it("crops a crop further, never back", () => {
    fc.assert(
      fc.property(anyCase, ({ picture, edit, selection }) => {
        const cropped = cropTo(edit, selection, picture);
        expect(editedSize(cropped, picture)).toEqual({
          width: selection.width,
          height: selection.height,
        });
        const [before, after] = [keptOf(edit, picture), keptOf(cropped, picture)];
        expect(after.left).toBeGreaterThanOrEqual(before.left);
        expect(after.left + after.width).toBeLessThanOrEqual(before.left + before.width);
        expect(after.top).toBeGreaterThanOrEqual(before.top);
        expect(after.top + after.height).toBeLessThanOrEqual(before.top + before.height);
      }),
    );
  });

  it("is the same where a crop would change nothing", () => {
    expect(cropTo(UNEDITED, { left: 0, top: 0, ...PICTURE }, PICTURE)).toBe(UNEDITED);
  });

  it("hides what was selected, wherever the picture is turned or cropped afterwards", () => {
    fc.assert(
      fc.property(anyCase, ({ picture, edit, selection }) => {
        const hidden = hideBox(edit, selection, "cover", picture);
        const area = hidden.hidden.at(-1)?.area;
        if (area === undefined || !("box" in area)) throw new Error("Nothing was hidden");
        expect(toEdited(area.box, edit, picture)).toEqual(selection);
        expect(toEdited(area.box, lay(lay(hidden, "right"), "left"), picture)).toEqual(selection);
      }),
    );
  });

  it("brings every rectangle back from where it lies in the captured picture", () => {
    fc.assert(
      fc.property(anyCase, ({ picture, edit, selection }) => {
        expect(toEdited(toCaptured(selection, edit, picture), edit, picture)).toEqual(selection);
      }),
    );
  });

  it("hides all that a brush went over, however long it was held down", () => {
    const points = Array.from({ length: MAX_STROKE_POINTS * 4 }, (_value, index) => index % 100);
    const brushed = hideStroke(UNEDITED, { points, widthPx: 9 }, "pixelate", PICTURE);
    const strokes = brushed.hidden.map(({ area }) => ("stroke" in area ? area.stroke.points : []));
    expect(strokes.every((one) => one.length <= MAX_STROKE_POINTS * 2)).toBe(true);
    // Each begins where the one before ends.
    expect(strokes.flatMap((one, index) => (index === 0 ? one : one.slice(2)))).toEqual(points);
    expect(strokes.map((one) => one.slice(0, 2)).slice(1)).toEqual(
      strokes.map((one) => one.slice(-2)).slice(0, -1),
    );
  });

  it("hides nothing where a brush went nowhere, and takes only so many regions", () => {
    expect(hideStroke(UNEDITED, { points: [], widthPx: 9 }, "cover", PICTURE)).toBe(UNEDITED);
    const box = { left: 1, top: 1, width: 5, height: 5 };
    let full = UNEDITED;
    for (let count = 0; count < MAX_HIDDEN_REGIONS + 5; count += 1) {
      full = hideBox(full, box, "cover", PICTURE);
    }
    expect(full.hidden).toHaveLength(MAX_HIDDEN_REGIONS);
  });

  it("keeps at least a pixel of a picture that is smaller than it was told to be", () => {
    const edit = { ...UNEDITED, crop: { left: 300, top: 200, width: 50, height: 50 } };
    expect(keptOf(edit, { width: 20, height: 10 })).toEqual({
      left: 19,
      top: 9,
      width: 1,
      height: 1,
    });
  });
});
