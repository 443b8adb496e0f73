import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Rect, Size } from "../../../lib/edit/rect";
import {
  selectBetween,
  selectByNumber,
  selectShape,
  SHAPES,
  type ShapeName,
} from "../../../lib/edit/selection";
import { anyRectIn, anySize } from "./any-edit";

const NAMES = Object.keys(SHAPES) as ShapeName[];
const anyShape = fc.constantFrom(...NAMES);
const anyPoint = fc.record({
  x: fc.integer({ min: -50, max: 150 }),
  y: fc.integer({ min: -50, max: 150 }),
});

function expectInside({ left, top, width, height }: Rect, picture: Size): void {
  expect(left).toBeGreaterThanOrEqual(0);
  expect(top).toBeGreaterThanOrEqual(0);
  expect(width).toBeGreaterThanOrEqual(1);
  expect(height).toBeGreaterThanOrEqual(1);
  expect(left + width).toBeLessThanOrEqual(picture.width);
  expect(top + height).toBeLessThanOrEqual(picture.height);
}

describe("a selection", () => {
  it.each([
    ["free", { left: 0, top: 0, width: 400, height: 300 }],
    ["1:1", { left: 50, top: 0, width: 300, height: 300 }],
    ["16:9", { left: 0, top: 38, width: 400, height: 225 }],
    ["4:5", { left: 80, top: 0, width: 240, height: 300 }],
  ] as const)("of the shape %s is the largest in the middle", (shape, expected) => {
    expect(selectShape(shape, { width: 400, height: 300 })).toEqual(expected);
  });

  it("stays in the picture wherever the pointer goes, and has a whole pixel at least", () => {
    fc.assert(
      fc.property(anySize, anyPoint, anyPoint, anyShape, (picture, from, to, shape) => {
        expectInside(selectBetween(from, to, shape, picture), picture);
      }),
    );
  });

  it("stays in the picture whatever number is entered", () => {
    const anyNumber = fc.oneof(fc.integer(), fc.double(), fc.constant(Number.NaN));
    const anyField = fc.constantFrom("left", "top", "width", "height");
    const anyCase = anySize.chain((picture) =>
      fc.record({ picture: fc.constant(picture), selection: anyRectIn(picture) }),
    );
    fc.assert(
      fc.property(
        anyCase,
        anyField,
        anyNumber,
        anyShape,
        ({ picture, selection }, field, value, shape) =>
          expectInside(selectByNumber(selection, field, value, shape, picture), picture),
      ),
    );
  });

  it("follows the pointer to all sides", () => {
    const picture = { width: 100, height: 100 };
    const from = { x: 50, y: 60 };
    expect(selectBetween(from, { x: 70, y: 90 }, "free", picture)).toEqual({
      left: 50,
      top: 60,
      width: 20,
      height: 30,
    });
    expect(selectBetween(from, { x: 30, y: 20 }, "free", picture)).toEqual({
      left: 30,
      top: 20,
      width: 20,
      height: 40,
    });
  });

  it.each(NAMES.filter((name) => name !== "free"))("keeps the shape %s", (shape) => {
    const picture = { width: 4000, height: 3000 };
    const ratio = SHAPES[shape] ?? 0;
    const drawn = selectBetween({ x: 900, y: 800 }, { x: 2500, y: 900 }, shape, picture);
    const typed = selectByNumber(drawn, "height", 640, shape, picture);
    for (const { width, height } of [drawn, typed]) {
      expect(Math.abs(width - height * ratio)).toBeLessThan(2);
    }
    expect(Math.abs(typed.height - 640)).toBeLessThan(2);
  });
});
