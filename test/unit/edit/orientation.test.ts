import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  mirror,
  type Orientation,
  orientationMatrix,
  orientRect,
  orientSize,
  turnLeft,
  turnRight,
  unorientRect,
  UPRIGHT,
} from "../../../lib/edit/orientation";
import { anyOrientation, anyRectIn, anySize } from "./any-edit";

const EIGHT: Orientation[] = [false, true].flatMap((isMirrored) =>
  ([0, 1, 2, 3] as const).map((quarterTurns) => ({ isMirrored, quarterTurns })),
);

describe("the eight ways to lay a picture", () => {
  it.each(EIGHT)("four turns, or two mirrorings, lead back: %o", (way) => {
    expect(turnRight(turnRight(turnRight(turnRight(way))))).toEqual(way);
    expect(mirror(mirror(way))).toEqual(way);
    expect(turnLeft(turnRight(way))).toEqual(way);
  });

  it.each(EIGHT)("mirroring exchanges left and right as they are seen: %o", (way) => {
    const size = { width: 40, height: 30 };
    const corner = { left: 3, top: 5, width: 7, height: 2 };
    const seen = orientRect(corner, size, way);
    const { width } = orientSize(size, way);
    expect(orientRect(corner, size, mirror(way))).toEqual({
      ...seen,
      left: width - seen.left - seen.width,
    });
  });

  it.each(EIGHT)("a turn to the right brings the top to the right: %o", (way) => {
    const size = { width: 40, height: 30 };
    const rect = { left: 3, top: 5, width: 7, height: 2 };
    const seen = orientRect(rect, size, way);
    const turned = orientRect(rect, size, turnRight(way));
    expect(turned.left).toBe(orientSize(size, way).height - seen.top - seen.height);
    expect(turned.top).toBe(seen.left);
  });

  it("are all reached by turning and mirroring", () => {
    const reached = new Set<string>();
    const visit = (way: Orientation) => {
      const key = JSON.stringify(way);
      if (reached.has(key)) return;
      reached.add(key);
      for (const next of [turnRight(way), turnLeft(way), mirror(way)]) visit(next);
    };
    visit(UPRIGHT);
    expect(reached.size).toBe(8);
  });
});

describe("a rectangle of a picture that is laid", () => {
  const anyCase = anySize.chain((size) =>
    fc.record({ size: fc.constant(size), rect: anyRectIn(size), way: anyOrientation }),
  );

  it("comes back from where it was brought", () => {
    fc.assert(
      fc.property(anyCase, ({ size, rect, way }) => {
        expect(unorientRect(orientRect(rect, size, way), size, way)).toEqual(rect);
      }),
    );
  });

  it("lies in the picture that was laid, and covers as much of it", () => {
    fc.assert(
      fc.property(anyCase, ({ size, rect, way }) => {
        const { width, height } = orientSize(size, way);
        const laid = orientRect(rect, size, way);
        expect(laid.left).toBeGreaterThanOrEqual(0);
        expect(laid.top).toBeGreaterThanOrEqual(0);
        expect(laid.left + laid.width).toBeLessThanOrEqual(width);
        expect(laid.top + laid.height).toBeLessThanOrEqual(height);
        expect(laid.width * laid.height).toBe(rect.width * rect.height);
      }),
    );
  });

  it("is drawn by the matrix where it is said to lie", () => {
    fc.assert(
      fc.property(anyCase, ({ size, rect, way }) => {
        const [a, b, c, d, e, f] = orientationMatrix(size, way);
        const ends = [
          [rect.left, rect.top],
          [rect.left + rect.width, rect.top + rect.height],
        ].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f]);
        const [[x1 = 0, y1 = 0] = [], [x2 = 0, y2 = 0] = []] = ends;
        expect({
          left: Math.min(x1, x2),
          top: Math.min(y1, y2),
          width: Math.abs(x2 - x1),
          height: Math.abs(y2 - y1),
        }).toEqual(orientRect(rect, size, way));
      }),
    );
  });
});
