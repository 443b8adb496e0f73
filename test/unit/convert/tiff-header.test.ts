import { decode } from "tiff";
import { describe, expect, it } from "vitest";
import { createLzwMeter } from "../../../lib/convert/lzw-meter";
import { isTiffBomb } from "../../../lib/convert/tiff-bomb";
import { readTiffHeader } from "../../../lib/convert/tiff-header";
import { buildDeflateTiff, buildStripTiff, buildTiff } from "../media/build-tiff";

const isBomb = (bytes: Uint8Array<ArrayBuffer>) => {
  const header = readTiffHeader(bytes);
  if (header === null) throw new Error("no header");
  return isTiffBomb(bytes, header);
};

/** Codes of nine bits. */
function packCodes(codes: readonly number[]): Uint8Array {
  const bits = codes.map((code) => code.toString(2).padStart(9, "0")).join("");
  return Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (byte) => parseInt(byte.padEnd(8, "0"), 2));
}

describe("a TIFF's first directory", () => {
  it("tells how large the picture is, and where its strips lie", () => {
    const bytes = buildDeflateTiff(20, 10, 200);
    const header = readTiffHeader(bytes);
    expect(header).toMatchObject({ widthPx: 20, heightPx: 10, compression: 8, pixelBytes: 200 });
    expect(header?.pieces).toHaveLength(1);
    expect(decode(bytes.buffer, { pages: [0] })[0]?.data).toEqual(new Uint8Array(200));
  });

  it("has no directories below it any more, which may name each other without end", () => {
    const branching = buildTiff([
      [256, 4, [1]],
      [257, 4, [1]],
      ...Array.from({ length: 40 }, () => [0x8769, 4, [8]] as const),
    ]);
    expect(() => decode(branching.slice().buffer, { ignoreImageData: true })).toThrow(RangeError);
    expect(readTiffHeader(branching)).toMatchObject({ widthPx: 1, heightPx: 1 });
    expect(decode(branching.buffer, { pages: [0], ignoreImageData: true })).toHaveLength(1);
  });

  it("is none where it lies outside the file, or names no size", () => {
    expect(readTiffHeader(new Uint8Array())).toBeNull();
    expect(readTiffHeader(buildTiff([[256, 4, [5]]]))).toBeNull();
    expect(readTiffHeader(buildTiff([[256, 4, [5]]]).subarray(0, 12))).toBeNull();
    const list = buildTiff([
      [256, 4, [5]],
      [257, 4, [5]],
      [273, 4, [1, 2, 3]],
    ]);
    new DataView(list.buffer).setUint32(10 + 24 + 4, 0xffff_ffff, true);
    expect(readTiffHeader(list)?.pieces).toEqual([]);
  });
});

describe("what a TIFF's strips hold", () => {
  it("is a bomb where it is far more than the pixels need", () => {
    expect(isBomb(buildDeflateTiff(2000, 1000, 2_000_000))).toBe(false);
    expect(isBomb(buildDeflateTiff(10, 10, 20_000_000))).toBe(true);
  });

  it("is left to the decoder where it is damaged", () => {
    expect(isBomb(buildStripTiff(10, 10, 8, Uint8Array.of(1, 2, 3)))).toBe(false);
    expect(isBomb(buildStripTiff(10, 10, 1, new Uint8Array(100)))).toBe(false);
  });

  it("is counted code by code where it is LZW", () => {
    let total = 0;
    const measure = createLzwMeter((bytes) => (total += bytes));
    // "a", then what was added last: two, three and four times "a".
    const codes = packCodes([256, 97, 258, 259, 260, 257]);
    measure(codes);
    expect(total).toBe(10);
    const picture = buildStripTiff(10, 1, 5, codes);
    expect(decode(picture.buffer)[0]?.data).toEqual(new Uint8Array(10).fill(97));
  });
});
