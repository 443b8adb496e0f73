import { describe, expect, it } from "vitest";
import { readTiffHeader } from "../../../lib/convert/tiff-header";
import { buildDeflateTiff, buildTiff } from "../media/build-tiff";

describe("a TIFF's first directory", () => {
  it("tells how large the picture is, and where its strips lie", () => {
    const bytes = buildDeflateTiff(20, 10, 200);
    const header = readTiffHeader(bytes);
    expect(header).toMatchObject({ widthPx: 20, heightPx: 10, compression: 8, bits: 8 });
    expect(header?.pieces).toHaveLength(1);
  });

  it("is all that is read, whatever directories it names", () => {
    const branching = buildTiff([
      [256, 4, [1]],
      [257, 4, [1]],
      ...Array.from({ length: 40 }, () => [0x8769, 4, [8]] as const),
    ]);
    expect(readTiffHeader(branching)).toMatchObject({ widthPx: 1, heightPx: 1 });
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
