import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SegmentedBytes } from "../../x-server/segmented-bytes";

const segments = fc.array(fc.uint8Array({ minLength: 1, maxLength: 20 }), {
  minLength: 1,
  maxLength: 12,
});

/** Segments, and an order of sending in which each comes at least once. */
const deliveries = segments.chain((parts) => {
  const indexes = parts.map((_, index) => index);
  return fc.record({
    parts: fc.constant(parts.map((part) => Buffer.from(part))),
    order: fc
      .tuple(
        fc.shuffledSubarray(indexes, { minLength: indexes.length }),
        fc.array(fc.constantFrom(...indexes), { maxLength: 5 }),
      )
      .map(([all, again]) => [...all, ...again]),
    keepBytes: fc.boolean(),
  });
});

describe("bytes that arrive in segments", () => {
  it("hash to the same whatever the order and the repetitions", () => {
    fc.assert(
      fc.property(deliveries, ({ parts, order, keepBytes }) => {
        const content = new SegmentedBytes({ keepBytes });
        for (const index of order) content.put(index, parts[index] ?? Buffer.alloc(0));
        const whole = Buffer.concat(parts);
        expect(content.sha256).toBe(createHash("sha256").update(whole).digest("hex"));
        expect(content.totalBytes).toBe(whole.length);
        expect(content.isContiguous).toBe(true);
        expect(content.concat()).toEqual(keepBytes ? whole : undefined);
      }),
    );
  });

  it("are not contiguous while any segment before the last is missing", () => {
    fc.assert(
      fc.property(deliveries, fc.nat(), ({ parts, keepBytes }, pick) => {
        const missing = pick % parts.length;
        const content = new SegmentedBytes({ keepBytes });
        parts.forEach((part, index) => {
          if (index !== missing) content.put(index, part);
        });
        const isLast = missing === parts.length - 1;
        expect(content.isContiguous).toBe(isLast && parts.length > 1);
      }),
    );
  });

  it("lose their hash when a dropped segment comes again with other bytes", () => {
    const content = new SegmentedBytes({ keepBytes: false });
    content.put(0, Buffer.from("a"));
    content.put(0, Buffer.from("b"));
    expect(content.sha256).toBeUndefined();
  });
});
