import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  handleOfKey,
  moveByKey,
  moveHandle,
  spanOfText,
  textOfSpan,
} from "../../../lib/popup/clip-choice";

const FREE = { filmMs: 60_000, longestMs: null };
const press = (key: string, held: Partial<Record<"shiftKey" | "ctrlKey", boolean>> = {}) => ({
  key,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...held,
});

describe("the part of a video that is chosen", () => {
  it("is read back from its text as it was", () => {
    const span = fc.record({ startMs: fc.nat(), endMs: fc.nat() });
    fc.assert(
      fc.property(span, (chosen) => {
        const text = textOfSpan(chosen, { filmMs: Infinity, longestMs: null });
        expect(spanOfText(text)).toEqual(chosen);
      }),
    );
  });

  it("is all of it where both handles stand at the ends, unless X takes no more than that part", () => {
    const ends = { startMs: 0, endMs: 60_000 };
    expect(spanOfText(textOfSpan(ends, FREE))).toBeNull();
    expect(spanOfText(textOfSpan(ends, { ...FREE, longestMs: 60_000 }))).toEqual(ends);
  });

  it("moves one handle at a time", () => {
    const span = { startMs: 10_000, endMs: 20_000 };
    expect(moveHandle(span, "start", 12_000, FREE)).toEqual({ startMs: 12_000, endMs: 20_000 });
    expect(moveHandle(span, "end", 12_000, FREE)).toEqual({ startMs: 10_000, endMs: 12_000 });
  });
});

describe("keys on a handle", () => {
  it.each([
    ["ArrowRight", false, 30_100],
    ["ArrowUp", false, 30_100],
    ["ArrowLeft", false, 29_900],
    ["ArrowDown", true, 29_000],
    ["ArrowRight", true, 31_000],
    ["PageUp", false, 40_000],
    ["PageDown", false, 20_000],
    ["Home", false, 0],
    ["End", false, 60_000],
    ["Tab", false, null],
    ["a", false, null],
  ])("%s (Shift: %s) takes it from 30 s to %s ms", (key, shiftKey, toMs) => {
    expect(moveByKey(press(key, { shiftKey }), 30_000, 60_000)).toBe(toMs);
  });

  it("I and O stand for start and end, alone and whatever the case; the browser's own shortcuts are left alone", () => {
    expect(["i", "I", "o", "O", "p"].map((key) => handleOfKey(press(key)))).toEqual([
      "start",
      "start",
      "end",
      "end",
      null,
    ]);
    expect(handleOfKey(press("o", { ctrlKey: true }))).toBeNull();
  });
});
