import { describe, expect, it } from "vitest";
import { needsOtherFrames } from "../../../../lib/media/film/first-slice";

const DELIMITER = [0, 0, 0, 1, 9, 0xf0];
const PARAMETERS = [0, 0, 0, 1, 0x67, 0x4d, 0x40, 0x15];
/** A slice whose first numbers are 0 and its kind. */
const slice = (unitType: number, ...head: readonly number[]) => [0, 0, 1, unitType, ...head];

describe("a frame of H.264", () => {
  it.each<[string, number[], boolean]>([
    // 1, then 1 (P of one frame), 00110 (P), 010 (B), 00111 (B), 011 (I), 0001000 (I).
    ["that predicts", slice(0x41, 0b1100_0000), true],
    ["all of which predicts", slice(0x41, 0b1001_1000), true],
    ["that predicts from both sides", slice(0x01, 0b1010_0000), true],
    ["all of which predicts from both sides", slice(0x01, 0b1001_1100), true],
    ["that begins an open group", slice(0x41, 0b1011_0000), false],
    ["all of which begins an open group", slice(0x41, 0b1000_1000), false],
    ["that is a key frame", slice(0x65, 0b1000_1000), false],
    ["without a slice", [], false],
    ["whose slice is cut off", [0, 0, 1], false],
  ])("%s needs others, or none", (_name, bytes, needs) => {
    expect(needsOtherFrames(Uint8Array.from([...DELIMITER, ...PARAMETERS, ...bytes]))).toBe(needs);
  });
});
