import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ClipSpan,
  isWholeFilm,
  limitSpan,
  moveEnd,
  moveStart,
  proposeSpan,
  SHORTEST_MS,
  type SpanLimits,
} from "../../../lib/media/clip-span";

const MINUTE_MS = 60_000;

describe("the part that is proposed of a film that is too long", () => {
  it.each([
    ["around the moment of the click", 10 * MINUTE_MS, 585_000, 615_000],
    ["from the beginning, where that is near", 5_000, 0, 30_000],
    ["up to the end, where that is near", 20 * MINUTE_MS - 1_000, 1_170_000, 1_200_000],
    ["from the beginning, where nobody knows", null, 0, 30_000],
  ])("lies %s", (_where, atMs, startMs, endMs) => {
    expect(proposeSpan(20 * MINUTE_MS, atMs, MINUTE_MS)).toEqual({ startMs, endMs });
  });

  it("is no longer than X takes", () => {
    expect(proposeSpan(20 * MINUTE_MS, 60_000, 10_000)).toEqual({ startMs: 55_000, endMs: 65_000 });
  });
});

const limits = fc.record<SpanLimits>({
  filmMs: fc.integer({ min: SHORTEST_MS, max: 3 * 60 * MINUTE_MS }),
  longestMs: fc.option(fc.integer({ min: SHORTEST_MS, max: 60 * MINUTE_MS })),
});
const moment = fc.double({ min: -1e7, max: 1e8, noNaN: true });

const isWithin = ({ startMs, endMs }: ClipSpan, { filmMs, longestMs }: SpanLimits) =>
  Number.isInteger(startMs) &&
  Number.isInteger(endMs) &&
  startMs >= 0 &&
  endMs <= filmMs &&
  endMs - startMs >= SHORTEST_MS &&
  endMs - startMs <= (longestMs ?? Infinity);

describe("a clip", () => {
  it("keeps its limits, whatever is asked for", () => {
    fc.assert(
      fc.property(limits, moment, moment, moment, (held, startMs, endMs, to) => {
        const span = limitSpan({ startMs, endMs }, held);
        expect(span).toSatisfy((it: ClipSpan) => isWithin(it, held));
        expect(moveStart(span, to, held)).toSatisfy((it: ClipSpan) => isWithin(it, held));
        expect(moveEnd(span, to, held)).toSatisfy((it: ClipSpan) => isWithin(it, held));
        expect(limitSpan(span, held)).toEqual(span);
      }),
    );
  });

  it("moves one end alone as long as that keeps the limits", () => {
    const held = { filmMs: 60_000, longestMs: 30_000 };
    const span = { startMs: 10_000, endMs: 20_000 };
    expect(moveStart(span, 12_340, held)).toEqual({ startMs: 12_340, endMs: 20_000 });
    expect(moveEnd(span, 30_000, held)).toEqual({ startMs: 10_000, endMs: 30_000 });
  });

  it("takes the other end along where it would become too short or too long", () => {
    const held = { filmMs: 60_000, longestMs: 30_000 };
    const span = { startMs: 10_000, endMs: 20_000 };
    expect(moveStart(span, 25_000, held)).toEqual({ startMs: 25_000, endMs: 25_500 });
    expect(moveEnd(span, 5_000, held)).toEqual({ startMs: 4_500, endMs: 5_000 });
    expect(moveEnd(span, 50_000, held)).toEqual({ startMs: 20_000, endMs: 50_000 });
    expect(moveStart({ startMs: 40_000, endMs: 60_000 }, 20_000, held)).toEqual({
      startMs: 20_000,
      endMs: 50_000,
    });
  });

  it("is all of a film only from its beginning to its end", () => {
    expect(isWholeFilm({ startMs: 0, endMs: 4_000 }, 4_004.2)).toBe(true);
    expect(isWholeFilm({ startMs: 100, endMs: 4_004 }, 4_004.2)).toBe(false);
    expect(isWholeFilm({ startMs: 0, endMs: 3_900 }, 4_004.2)).toBe(false);
  });
});
