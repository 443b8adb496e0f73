import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeTiles } from "../../../lib/convert/predict-size";

describe("the parts by which the size of a large picture is predicted", () => {
  it("lie in the picture, from one end to the other, and none over another", () => {
    fc.assert(
      fc.property(fc.integer({ min: 768, max: 8192 }), (lengthPx) => {
        const tiles = placeTiles(lengthPx);
        expect(tiles[0]).toBe(0);
        expect(tiles.at(-1)).toBe(lengthPx - 96);
        for (const [index, tile] of tiles.slice(1).entries()) {
          expect(tile - (tiles[index] ?? 0)).toBeGreaterThanOrEqual(96);
        }
      }),
    );
  });
});
