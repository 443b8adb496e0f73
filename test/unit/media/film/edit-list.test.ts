import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Edit, endOfPieces, listShownPieces } from "../../../../lib/media/film/edit-list";

const MEDIA = { firstSecs: 0, endSecs: 6 };
const MOVIE_TICKS = 1000;
const TRACK_TICKS = 12_800;

const edit = (durationMs: number, fromSecs: number): Edit => ({
  durationTicks: durationMs,
  mediaTicks: fromSecs < 0 ? -1 : fromSecs * TRACK_TICKS,
  rate: 1,
});
const show = (...edits: readonly Edit[]) => listShownPieces(edits, MEDIA, MOVIE_TICKS, TRACK_TICKS);

describe("what an edit list shows", () => {
  it("is all of the media where there is none, at their own times", () => {
    const late = { firstSecs: 100, endSecs: 106 };
    expect(listShownPieces([], late, MOVIE_TICKS, TRACK_TICKS)).toEqual([
      { atSecs: 100, fromSecs: 100, toSecs: 106 },
    ]);
  });

  it("is the stretch that it names", () => {
    expect(show(edit(2000, 2))).toEqual([{ atSecs: 0, fromSecs: 2, toSecs: 4 }]);
  });

  it("begins later after an empty edit", () => {
    expect(show(edit(1000, -1), edit(6000, 0))).toEqual([{ atSecs: 1, fromSecs: 0, toSecs: 6 }]);
  });

  it("goes to the end of the media where its length is zero, as in fragmented files", () => {
    expect(show(edit(0, 0.5))).toEqual([{ atSecs: 0, fromSecs: 0.5, toSecs: 6 }]);
  });

  it("may have several pieces, in any order", () => {
    const pieces = show(edit(1000, 4), edit(500, -1), edit(2000, 1));
    expect(pieces).toEqual([
      { atSecs: 0, fromSecs: 4, toSecs: 5 },
      { atSecs: 1.5, fromSecs: 1, toSecs: 3 },
    ]);
    expect(endOfPieces(pieces)).toBe(3.5);
  });

  it("never lies outside of the media, and no piece begins before the one before it ends", () => {
    const anyEdit = fc.record({
      durationTicks: fc.integer({ min: 1, max: 20_000 }),
      mediaTicks: fc.integer({ min: -1, max: 10 * TRACK_TICKS }),
      rate: fc.constant(1),
    });
    fc.assert(
      fc.property(fc.array(anyEdit, { minLength: 1 }), (edits) => {
        if (edits.every(({ mediaTicks }) => mediaTicks < 0)) return;
        let endSecs = 0;
        for (const { atSecs, fromSecs, toSecs } of show(...edits)) {
          expect(fromSecs).toBeGreaterThanOrEqual(MEDIA.firstSecs);
          expect(toSecs).toBeLessThanOrEqual(MEDIA.endSecs);
          expect(atSecs).toBeGreaterThanOrEqual(endSecs - 1e-6);
          endSecs = atSecs + toSecs - fromSecs;
        }
      }),
    );
  });
});
