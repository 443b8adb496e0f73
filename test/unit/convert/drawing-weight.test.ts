import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DrawingElement, weighDrawing } from "../../../lib/convert/drawing-weight";

const element = (fields: Partial<DrawingElement> = {}): DrawingElement => ({
  id: null,
  parent: 0,
  refersTo: [],
  weight: 1,
  isLayer: false,
  ...fields,
});
const root = element({ parent: null });
const once = (id: string) => ({ id, times: 1 });

/** Uses of uses: each level holds `width` uses of the one before. */
function laughs(levels: number, width: number): DrawingElement[] {
  const elements = [root, element({ id: "0" })];
  for (let level = 1; level <= levels; level += 1) {
    const refersTo = Array.from({ length: width }, () => once(String(level - 1)));
    elements.push(element({ id: String(level), refersTo }));
  }
  return elements;
}

describe("the weight of a drawing", () => {
  it("is that of its elements, where none refers to another", () => {
    expect(weighDrawing([root, element({ weight: 5 }), element()])).toEqual({
      shapes: 7,
      layers: 0,
    });
  });

  it("counts what is referred to as often as it is", () => {
    const drawing = [root, element({ id: "a", weight: 3 }), element({ refersTo: [once("a")] })];
    expect(weighDrawing(drawing).shapes).toBe(1 + 3 + 1 + 3);
    const marked = [root, element({ id: "a" }), element({ refersTo: [{ id: "a", times: 50 }] })];
    expect(weighDrawing(marked).shapes).toBe(1 + 1 + 1 + 50);
  });

  it("takes the first of two elements with the same id, and passes unknown ids over", () => {
    const twice = [
      root,
      element({ id: "a", weight: 3 }),
      element({ id: "a", weight: 9 }),
      element({ refersTo: [once("a"), once("nobody")] }),
    ];
    expect(weighDrawing(twice).shapes).toBe(1 + 3 + 9 + 1 + 3);
  });

  it("finds a thousand million shapes in some uses of uses", () => {
    expect(weighDrawing(laughs(9, 10)).shapes).toBeGreaterThan(1e9);
    expect(weighDrawing(laughs(2_000, 10)).shapes).toBe(Infinity);
  });

  it("is infinite where an element is painted within itself", () => {
    expect(weighDrawing([root, element({ id: "a", refersTo: [once("a")] })]).shapes).toBe(Infinity);
    const circle = [
      root,
      element({ id: "a", refersTo: [once("b")] }),
      element({ id: "b", refersTo: [once("a")] }),
    ];
    expect(weighDrawing(circle).shapes).toBe(Infinity);
    const around = [root, element({ id: "a" }), element({ parent: 1, refersTo: [once("a")] })];
    expect(weighDrawing(around).shapes).toBe(Infinity);
  });

  it("counts the layers that lie within each other, through references too", () => {
    const nested = [
      root,
      element({ isLayer: true }),
      element({ parent: 1, isLayer: true, refersTo: [once("mask")] }),
      element({ isLayer: true }),
      element({ id: "mask", isLayer: true }),
    ];
    expect(weighDrawing(nested).layers).toBe(3);
  });

  it("is told of any depth without running out of stack", () => {
    const deep = [root, ...Array.from({ length: 50_000 }, (_, parent) => element({ parent }))];
    expect(weighDrawing(deep).shapes).toBe(50_001);
  });

  it("is at least the number of elements, and never not a number", () => {
    const drawings = fc
      .array(
        fc.record({
          id: fc.constantFrom("a", "b", "c", null),
          up: fc.nat(),
          refersTo: fc.array(fc.record({ id: fc.constantFrom("a", "b", "c"), times: fc.nat(9) })),
          isLayer: fc.boolean(),
        }),
        { maxLength: 30 },
      )
      .map((rest) => [
        root,
        ...rest.map(({ up, ...fields }, index) => element({ ...fields, parent: up % (index + 1) })),
      ]);
    fc.assert(
      fc.property(drawings, (drawing) => {
        expect(weighDrawing(drawing).shapes).toBeGreaterThanOrEqual(drawing.length);
      }),
    );
  });
});
