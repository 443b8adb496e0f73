import { describe, expect, it } from "vitest";
import { readTiff } from "../../../lib/convert/decode-tiff";
import { JobFailure } from "../../../lib/errors/job-error";
import { buildStripTiff, buildTiff, type TiffEntry } from "../media/build-tiff";

const PACK_BITS = 32_773;
/** Three bytes as they are, nothing, and one byte five times. */
const ROW = [2, 10, 20, 30, 128, 252, 40];
const ROW_PIXELS = [10, 20, 30, 40, 40, 40, 40, 40];

const greyOf = (bytes: Uint8Array<ArrayBuffer>) =>
  Array.from(readTiff(bytes).pixels).filter((_value, index) => index % 4 === 0);

describe("a TIFF of PackBits", () => {
  it("has the pixels of its only strip", () => {
    const strip = Uint8Array.from([...ROW, ...ROW]);
    expect(greyOf(buildStripTiff(8, 2, PACK_BITS, strip))).toEqual([...ROW_PIXELS, ...ROW_PIXELS]);
  });

  it("has those of each of its strips, whose places may be short numbers", () => {
    const entries = (startByte: number): TiffEntry[] => [
      [256, 4, [8]],
      [257, 4, [2]],
      [258, 3, [8]],
      [259, 3, [PACK_BITS]],
      [262, 3, [1]],
      [273, 3, [startByte + 2, startByte]],
      [277, 3, [1]],
      [278, 4, [1]],
      [279, 3, [ROW.length, 2]],
    ];
    const data = Uint8Array.from([249, 7, ...ROW]);
    const startByte = buildTiff(entries(0), data).length - data.length;
    expect(greyOf(buildTiff(entries(startByte), data))).toEqual([
      ...ROW_PIXELS,
      ...Array.from({ length: 8 }, () => 7),
    ]);
  });

  it.each([
    ["is cut off", Uint8Array.from(ROW.slice(0, 3)), "conversion-unsupported"],
    ["holds far more than its pixels need", new Uint8Array(100_000).fill(129), "truncated-file"],
  ])("that %s is refused by name", (_name, strip, code) => {
    const decode = () => readTiff(buildStripTiff(8, 1, PACK_BITS, strip));
    expect(decode).toThrow(JobFailure);
    expect(decode).toThrow(expect.objectContaining({ error: expect.objectContaining({ code }) }));
  });
});
