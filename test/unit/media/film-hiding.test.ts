import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hidePixels, touchedBy } from "../../../lib/edit/hide-pixels";
import {
  type HiddenPart,
  hiddenIn,
  isSameShape,
  placeHidden,
  shownUntilMs,
} from "../../../lib/media/film-hiding";

const BOX = { left: 10, top: 20, width: 30, height: 40 };

function part(span: HiddenPart["span"]): HiddenPart {
  return { how: "cover", box: BOX, span };
}

describe("what is hidden in a frame", () => {
  it.each([
    ["before the span", 0, 1000, false],
    ["as the span begins", 1000, 1100, true],
    ["reaching into the span", 900, 1001, true],
    ["within", 2000, 2040, true],
    ["reaching out of the span", 2990, 3030, true],
    ["as the span ends", 3000, 3040, false],
    ["of no length, within", 2000, 2000, true],
  ])("%s", (_name, fromMs, toMs, isHidden) => {
    const parts = [part({ startMs: 1000, endMs: 3000 })];
    expect(hiddenIn({ parts }, fromMs, toMs)).toEqual(isHidden ? parts : []);
  });

  it("is in every frame where no span was chosen", () => {
    const parts = [part(null)];
    expect(hiddenIn({ parts }, 0, 1)).toEqual(parts);
    expect(hiddenIn({ parts }, 1e9, 1e9)).toEqual(parts);
  });
});

describe("how long a frame is shown", () => {
  // As in WEBM, where the last frame of a cluster has no length of its own.
  const startsMs = [0, 33.3, 66.7, 2000];

  it.each([
    ["until the next one, however short its file says it is", 67, 67, 2000],
    ["until the next one where both clocks are a little apart", 33, 67, 67],
    ["for ever, where it is the last one", 2000, 2033, Infinity],
    ["as long as its file says, where that is longer", 0, 40, 40],
  ])("%s", (_name, fromMs, toMs, untilMs) => {
    expect(shownUntilMs(startsMs, fromMs, toMs)).toBe(untilMs);
  });

  it("as its file says, where that tells it of each", () => {
    expect(shownUntilMs(null, 67, 100)).toBe(100);
  });

  it("hides what is to be hidden while it stands still", () => {
    const parts = [part({ startMs: 1000, endMs: 1500 })];
    expect(hiddenIn({ parts }, 67, 67)).toEqual([]);
    expect(hiddenIn({ parts }, 67, shownUntilMs(startsMs, 67, 67))).toEqual(parts);
  });
});

describe("a hidden box in a frame of another size", () => {
  const anyCase = fc.record({
    frame: fc.record({
      width: fc.integer({ min: 32, max: 4000 }),
      height: fc.integer({ min: 32, max: 4000 }),
    }),
    place: fc.record({
      left: fc.integer({ min: 0, max: 50 }),
      top: fc.integer({ min: 0, max: 50 }),
      width: fc.integer({ min: 32, max: 1920 }),
      height: fc.integer({ min: 32, max: 1920 }),
    }),
    box: fc.record({
      left: fc.integer({ min: 0, max: 3000 }),
      top: fc.integer({ min: 0, max: 3000 }),
      width: fc.integer({ min: 1, max: 1000 }),
      height: fc.integer({ min: 1, max: 1000 }),
    }),
  });

  it("covers all of the pixels into which those of the box were drawn", () => {
    fc.assert(
      fc.property(anyCase, ({ frame, place, box }) => {
        const { area } = placeHidden({ how: "pixelate", box, span: null }, frame, place);
        if (!("box" in area)) throw new Error("A box became something else");
        const scaleX = place.width / frame.width;
        const scaleY = place.height / frame.height;
        const { left, top, width, height } = area.box;
        expect(left).toBeLessThanOrEqual(place.left + box.left * scaleX);
        expect(top).toBeLessThanOrEqual(place.top + box.top * scaleY);
        expect(left + width).toBeGreaterThanOrEqual(place.left + (box.left + box.width) * scaleX);
        expect(top + height).toBeGreaterThanOrEqual(place.top + (box.top + box.height) * scaleY);
      }),
    );
  });

  it("leaves no pixel of it, and no other one changed, where the size is the same", () => {
    const frame = { width: 64, height: 64 };
    const place = { left: 0, top: 0, ...frame };
    const placed = placeHidden(part(null), frame, place);
    const touched = touchedBy(placed, place);
    expect(touched).toEqual(BOX);
    const pixels = { data: new Uint8ClampedArray(30 * 40 * 4).fill(200), width: 30, height: 40 };
    hidePixels(pixels, placed, BOX);
    expect(
      pixels.data.filter((_value, index) => index % 4 !== 3).every((value) => value === 0),
    ).toBe(true);
  });
});

describe("the shape of a film", () => {
  it("is the same in another size, and not when it lies on its side", () => {
    const frame = { width: 1920, height: 1080 };
    expect(isSameShape({ width: 1280, height: 720 }, frame)).toBe(true);
    expect(isSameShape({ width: 854, height: 480 }, frame)).toBe(true);
    expect(isSameShape({ width: 1080, height: 1920 }, frame)).toBe(false);
    expect(isSameShape({ width: 1440, height: 1080 }, frame)).toBe(false);
  });
});
