import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSrcset, type SrcsetEntry } from "../../../../lib/capture/versions/parse-srcset";

const w = (url: string, value: number): SrcsetEntry => ({ url, size: { unit: "w", value } });
const x = (url: string, value: number): SrcsetEntry => ({ url, size: { unit: "x", value } });

describe("a srcset", () => {
  it.each<[string, SrcsetEntry[]]>([
    ["", []],
    [" , ,", []],
    ["a.jpg", [x("a.jpg", 1)]],
    ["a.jpg, b.jpg 2x", [x("a.jpg", 1), x("b.jpg", 2)]],
    ["a.jpg 1.5x,b.jpg .5x", [x("a.jpg", 1.5), x("b.jpg", 0.5)]],
    ["a.jpg 400w,\n\t b.jpg  1200w", [w("a.jpg", 400), w("b.jpg", 1200)]],
    ["a.jpg 400w 300h", [w("a.jpg", 400)]],
    // A comma inside an address belongs to it; one at its end does not.
    ["data:image/png;base64,AA== 2x, b.jpg", [x("data:image/png;base64,AA==", 2), x("b.jpg", 1)]],
    ["/w=1,h=2/a.jpg 1x", [x("/w=1,h=2/a.jpg", 1)]],
    ["a.jpg,", [x("a.jpg", 1)]],
    ["a.jpg,,, b.jpg 2x", [x("a.jpg", 1), x("b.jpg", 2)]],
    // Without a space it is one address.
    ["a.jpg,b.jpg", [x("a.jpg,b.jpg", 1)]],
    // A descriptor that means nothing takes its entry with it, and no other.
    ["a.jpg wide, b.jpg 2x", [x("b.jpg", 2)]],
    ["a.jpg 0w, b.jpg -1x, c.jpg 1.5w, d.jpg 10w", [w("d.jpg", 10)]],
    ["a.jpg 1x 2x, b.jpg 5w 2x, c.jpg 3x", [x("c.jpg", 3)]],
    ["a.jpg (1x, 2x) , b.jpg 2x", [x("b.jpg", 2)]],
    ["a.jpg NaNx, b.jpg Infinityx, c.jpg 1e3x", [x("c.jpg", 1000)]],
  ])("%j", (srcset, entries) => {
    expect(parseSrcset(srcset)).toEqual(entries);
  });

  const address = fc
    .stringMatching(/^[a-z0-9/?=&.:;,+-]{1,30}$/)
    .filter((url) => !url.startsWith(",") && !url.endsWith(","));
  const entry = fc.record({
    url: address,
    size: fc.oneof(
      fc.record({ unit: fc.constant("w" as const), value: fc.integer({ min: 1, max: 20_000 }) }),
      fc.record({
        unit: fc.constant("x" as const),
        value: fc.integer({ min: 1, max: 80 }).map((tenths) => tenths / 10),
      }),
    ),
  });

  it("is read as it was written, whatever the space between", () => {
    const space = fc.constantFrom(", ", " , ", ",\n\t", " ,");
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), space, (entries, between) => {
        const srcset = entries
          .map(({ url, size }) => `${url} ${size.value}${size.unit}`)
          .join(between);
        expect(parseSrcset(srcset)).toEqual(entries);
      }),
    );
  });

  it("never throws, and names nothing that does not stand in it", () => {
    const hostile = fc.string({ unit: fc.constantFrom(..."a,( )\t1x2w.-e\n") });
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string()), (srcset) => {
        for (const { url, size } of parseSrcset(srcset)) {
          expect(url).not.toBe("");
          expect(srcset).toContain(url);
          expect(size.value).toBeGreaterThan(0);
        }
      }),
    );
  });

  it("of a megabyte is read as fast, and only so far", () => {
    const many = "https://cdn.test/a.jpg 1x, ".repeat(40_000);
    const deep = `a.jpg ${"(".repeat(1_000_000)}`;
    expect(parseSrcset(many)).toHaveLength(200);
    expect(parseSrcset(deep)).toEqual([]);
  });
});
