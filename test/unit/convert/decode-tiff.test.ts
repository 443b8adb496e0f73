import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readTiff } from "../../../lib/convert/decode-tiff";
import { JobFailure } from "../../../lib/errors/job-error";
import {
  buildDeflateTiff,
  buildPiecedTiff,
  buildStripTiff,
  buildTiff,
  type TiffEntry,
} from "../media/build-tiff";

const LZW = 5;
const DEFLATE = 8;
const PACK_BITS = 32_773;

/** Three bytes as they are, nothing, and one byte five times. */
const ROW = [2, 10, 20, 30, 128, 252, 40];
const ROW_PIXELS = [10, 20, 30, 40, 40, 40, 40, 40];

const greyOf = (bytes: Uint8Array<ArrayBuffer>) =>
  Array.from(readTiff(bytes).pixels).filter((_value, index) => index % 4 === 0);
const rgbOf = (bytes: Uint8Array<ArrayBuffer>) =>
  Array.from(readTiff(bytes).pixels).filter((_value, index) => index % 4 !== 3);

function expectRefusal(bytes: Uint8Array<ArrayBuffer>, code: string) {
  const decode = () => readTiff(bytes);
  expect(decode).toThrow(JobFailure);
  expect(decode).toThrow(expect.objectContaining({ error: expect.objectContaining({ code }) }));
}

/** Codes of nine bits. */
function packCodes(codes: readonly number[]): Uint8Array {
  const bits = codes.map((code) => code.toString(2).padStart(9, "0")).join("");
  return Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (byte) => parseInt(byte.padEnd(8, "0"), 2));
}

const RGB_3_BY_2 = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19];
const sized = (widthPx: number, heightPx: number, colors: number, samples: number): TiffEntry[] => [
  [256, 4, [widthPx]],
  [257, 4, [heightPx]],
  [262, 3, [colors]],
  [277, 3, [samples]],
];

describe("the pixels of a TIFF", () => {
  it("come out of strips, whose places may be short numbers", () => {
    const strip = Uint8Array.from([...ROW, ...ROW]);
    expect(greyOf(buildStripTiff(8, 2, PACK_BITS, strip))).toEqual([...ROW_PIXELS, ...ROW_PIXELS]);
    const entries = (startByte: number): TiffEntry[] => [
      ...sized(8, 2, 1, 1),
      [258, 3, [8]],
      [259, 3, [PACK_BITS]],
      [273, 3, [startByte + 2, startByte]],
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

  it("come out of LZW, a code that is only just being made included", () => {
    // "a", then what was added last: two, three and four times "a".
    const codes = packCodes([256, 97, 258, 259, 260, 257]);
    expect(greyOf(buildStripTiff(10, 1, LZW, codes))).toEqual(Array(10).fill(97));
  });

  it("come out of tiles, the margins cut off, whole pixels side by side", () => {
    // Two tiles of 2 × 2 pixels: the last column of the second is a margin.
    const tiles = [
      Uint8Array.from([1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16]),
      Uint8Array.from([7, 8, 9, 0, 0, 0, 17, 18, 19, 0, 0, 0]),
    ];
    const entries: TiffEntry[] = [...sized(3, 2, 2, 3), [322, 4, [2]], [323, 4, [2]]];
    expect(rgbOf(buildPiecedTiff(tiles, entries, "tiles"))).toEqual(RGB_3_BY_2);
  });

  it("are differences to the pixel before, in each tile anew", () => {
    const tiles = [Uint8Array.from([1, 255]), Uint8Array.from([9, 3])].map((tile) =>
      deflateSync(tile),
    );
    const entries: TiffEntry[] = [
      ...sized(4, 1, 1, 1),
      [259, 3, [DEFLATE]],
      [317, 3, [2]],
      [322, 4, [2]],
      [323, 4, [1]],
    ];
    expect(greyOf(buildPiecedTiff(tiles, entries, "tiles"))).toEqual([1, 0, 9, 12]);
  });

  it("come one colour after the other where it says so", () => {
    const planes = [0, 1, 2].map((channel) =>
      Uint8Array.from(RGB_3_BY_2.filter((_value, index) => index % 3 === channel)),
    );
    const entries: TiffEntry[] = [...sized(3, 2, 2, 3), [278, 4, [2]], [284, 3, [2]]];
    expect(rgbOf(buildPiecedTiff(planes, entries))).toEqual(RGB_3_BY_2);
  });

  it("are laid as it says", () => {
    const entries: TiffEntry[] = [...sized(3, 2, 1, 1), [274, 3, [6]]];
    const turned = buildPiecedTiff([Uint8Array.from([1, 2, 3, 4, 5, 6])], entries);
    expect(readTiff(turned)).toMatchObject({ widthPx: 2, heightPx: 3 });
    expect(greyOf(turned)).toEqual([4, 1, 5, 2, 6, 3]);
  });

  it("are all that is unpacked, however much a strip holds", () => {
    const many = new Uint8Array(100_000).fill(129);
    expect(greyOf(buildStripTiff(8, 1, PACK_BITS, many))).toEqual(Array(8).fill(129));
    expect(greyOf(buildDeflateTiff(10, 10, 20_000_000))).toEqual(Array(100).fill(0));
  });

  it("are not guessed where some of them are missing", () => {
    expectRefusal(
      buildStripTiff(8, 1, PACK_BITS, Uint8Array.from(ROW.slice(0, 3))),
      "truncated-file",
    );
    expectRefusal(buildStripTiff(8, 1, DEFLATE, Uint8Array.of(1, 2, 3)), "truncated-file");
    expectRefusal(buildStripTiff(8, 1, LZW, Uint8Array.of(255)), "truncated-file");
    expectRefusal(buildPiecedTiff([], sized(8, 1, 1, 1)), "truncated-file");
  });

  it("are refused by name where they are written in a way that is not known", () => {
    expectRefusal(buildStripTiff(8, 1, 7, new Uint8Array(8)), "conversion-unsupported");
    expectRefusal(
      buildPiecedTiff([new Uint8Array(24)], sized(8, 1, 8, 3)),
      "conversion-unsupported",
    );
  });

  it("of lightness and shared colours come out as red, green and blue, also behind a margin", () => {
    // Red and grey side by side over two rows, then two pixels of the next block, of which one is shown.
    const strips = [
      Uint8Array.of(76, 76, 76, 76, 85, 255, 128, 128, 128, 128, 128, 128),
      Uint8Array.of(0, 255, 9, 9, 128, 128, 29, 29, 9, 9, 255, 107),
    ];
    const entries: TiffEntry[] = [...sized(3, 3, 6, 3), [259, 3, [1]], [278, 4, [2]]];
    expect(rgbOf(buildPiecedTiff(strips, entries))).toEqual(
      [
        [254, 0, 0],
        [254, 0, 0],
        [128, 128, 128],
        [254, 0, 0],
        [254, 0, 0],
        [128, 128, 128],
        [0, 0, 0],
        [255, 255, 255],
        [0, 0, 254],
      ].flat(),
    );
  });

  it("of lightness and colours are a named failure where they are cut short or coded as JPEG", () => {
    const entries = (compression: number): TiffEntry[] => [
      ...sized(2, 2, 6, 3),
      [259, 3, [compression]],
      [278, 4, [2]],
    ];
    expectRefusal(buildPiecedTiff([Uint8Array.of(1, 2, 3)], entries(1)), "truncated-file");
    expectRefusal(buildPiecedTiff([new Uint8Array(6)], entries(7)), "conversion-unsupported");
  });
});
