import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEbmlEnd } from "../../../lib/convert/read-ebml-end";
import { readJxlSize } from "../../../lib/convert/read-jxl-size";
import { readPictureSize } from "../../../lib/convert/read-picture-size";
import { svgPixelSize } from "../../../lib/convert/svg-size";
import { box, ftyp } from "../media/build-mp4";
import { buildPng } from "../media/build-png";
import { joinBytes, packBits, u16le, u32, u32le } from "../media/join-bytes";
import { bytesOf } from "../media/bytes-of";

const anySide = fc.integer({ min: 1, max: 200_000 });

describe("a picture's size in its header", () => {
  const sizeOf = (bytes: Uint8Array<ArrayBuffer>, type: "bmp" | "ico" | "avif" | "heic" | "jxl") =>
    readPictureSize(bytesOf(new Blob([bytes])), type);

  it("is found in bitmaps, new and old, upside down or not", async () => {
    const head = joinBytes("BM", Array<number>(12).fill(0));
    const size = { widthPx: 640, heightPx: 480 };
    for (const height of [480, 2 ** 32 - 480]) {
      const bitmap = joinBytes(head, u32le(40), u32le(640), u32le(height), u32le(0));
      expect(await sizeOf(bitmap, "bmp")).toEqual(size);
    }
    const old = joinBytes(head, u32le(12), u16le(640), u16le(480), u32le(0));
    expect(await sizeOf(old, "bmp")).toEqual(size);
  });

  it("is that of an icon's largest picture, not what its directory says", async () => {
    const png = buildPng({ widthPx: 300, heightPx: 200 });
    const bitmap = joinBytes(u32le(40), u32le(32), u32le(64), Array<number>(40).fill(0));
    const entry = (start: number) => joinBytes(Array<number>(12).fill(0), u32le(start));
    const start = 6 + 32;
    const icon = joinBytes(
      [0, 0, 1, 0, 2, 0],
      entry(start),
      entry(start + bitmap.length),
      bitmap,
      png,
    );
    expect(await sizeOf(icon, "ico")).toEqual({ widthPx: 300, heightPx: 200 });
  });

  it("is that of an AVIF's largest item: a grid is larger than its tiles", async () => {
    const ispe = (width: number, height: number) => box("ispe", u32(0), u32(width), u32(height));
    const properties = box("iprp", box("ipco", ispe(512, 512), ispe(4000, 3000)));
    const avif = joinBytes(ftyp("avif"), box("meta", u32(0), box("hdlr", u32(0)), properties));
    expect(await sizeOf(avif, "avif")).toEqual({ widthPx: 4000, heightPx: 3000 });
  });

  it("is found in JPEG XL, bare or in boxes, whatever way it is written", async () => {
    const side = (length: number): [number, number][] => {
      const [bits, code] = length <= 512 ? [9, 0] : length <= 8192 ? [13, 1] : [18, 2];
      return [
        [code, 2],
        [length - 1, bits],
      ];
    };
    await fc.assert(
      fc.asyncProperty(anySide, anySide, fc.boolean(), async (widthPx, heightPx, boxed) => {
        const bits = packBits([[0, 1], ...side(heightPx), [0, 3], ...side(widthPx)]);
        const stream = joinBytes([0xff, 0x0a], bits, Array<number>(8).fill(0));
        const file = joinBytes(box("JXL ", [13, 10, 0x87, 10]), ftyp("jxl "), box("jxlc", stream));
        expect(await sizeOf(boxed ? file : stream, "jxl")).toEqual({ widthPx, heightPx });
      }),
    );
    const small = joinBytes(
      [0xff, 0x0a],
      packBits([
        [1, 1],
        [4, 5],
        [3, 3],
      ]),
      [0],
    );
    expect(readJxlSize(small)).toEqual({ widthPx: 53, heightPx: 40 });
  });

  it("is unknown, at worst wrong, but never trouble, in bytes of any kind", async () => {
    const types = fc.constantFrom("bmp", "ico", "avif", "heic", "jxl", "svg", "tiff");
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), types, async (bytes, type) => {
        const size = await readPictureSize(bytesOf(new Blob([new Uint8Array(bytes)])), type);
        if (size !== null) expect(size.widthPx).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe("where a WEBM ends", () => {
  const header = (size: readonly number[], content: number) =>
    joinBytes([0x1a, 0x45, 0xdf, 0xa3], size, Array<number>(content).fill(0));
  const segment = [0x18, 0x53, 0x80, 0x67];

  it("is what its segment says, however long the number is written", () => {
    const short = joinBytes(header([0x83], 3), segment, [0x8a]);
    expect(readEbmlEnd(short)).toBe(short.length + 10);
    const long = joinBytes(header([0x40, 3], 3), segment, [1, 0, 0, 0, 0, 1, 0, 0]);
    expect(readEbmlEnd(long)).toBe(long.length + 65_536);
  });

  it("is unknown for a recording, and for what is no WEBM", () => {
    const live = joinBytes(header([0x83], 3), segment, [1, 255, 255, 255, 255, 255, 255, 255]);
    expect(readEbmlEnd(live)).toBeNull();
    expect(readEbmlEnd(joinBytes(header([0x83], 3), segment, [0xff]))).toBeNull();
    expect(readEbmlEnd(new Uint8Array())).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(readEbmlEnd(bytes) ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe("the pixels of an SVG", () => {
  const size = (width: string | null, height: string | null, viewBox: string | null) => {
    const { widthPx, heightPx } = svgPixelSize({ width, height, viewBox });
    return [widthPx, heightPx];
  };

  it("follow its own size, enlarged until it looks sharp", () => {
    expect(size("320", "200", null)).toEqual([1600, 1000]);
    expect(size("24px", "24px", "0 0 24 24")).toEqual([1600, 1600]);
    expect(size("2000", "1000", null)).toEqual([2000, 1000]);
    expect(size("1in", "0.5in", null)).toEqual([1600, 800]);
  });

  it("follow its view box where it has no size, or one that depends on a page", () => {
    expect(size(null, null, "0 0 300 200")).toEqual([1600, 1067]);
    expect(size("100%", "100%", "0,0,10,20")).toEqual([800, 1600]);
    expect(size("200", null, "0 0 10 20")).toEqual([800, 1600]);
    expect(size(null, "100", "0 0 20 10")).toEqual([1600, 800]);
    expect(size(null, null, null)).toEqual([1600, 800]);
    expect(size("100%", "100%", null)).toEqual([1600, 800]);
  });

  it("are those of its own length, in whatever unit, and of the browser's for what it does not say", () => {
    const own = (width: string | null, height: string | null) => {
      const found = svgPixelSize({ width, height, viewBox: null });
      return [found.width, found.height].map(Math.round);
    };
    expect(own("210mm", "297mm")).toEqual([794, 1123]);
    expect(own("20em", "72pt")).toEqual([320, 96]);
    expect(own("10.", "40Q")).toEqual([10, 38]);
    expect(own("600", null)).toEqual([600, 150]);
    expect(own(null, "75")).toEqual([300, 75]);
  });

  it("stay within bounds, whatever it says", () => {
    expect(size("30000", "30000", null)).toEqual([4096, 4096]);
    const anyText = fc.option(fc.oneof(fc.string(), fc.double().map(String)));
    fc.assert(
      fc.property(anyText, anyText, anyText, (width, height, viewBox) => {
        const [widthPx = 0, heightPx = 0] = size(width, height, viewBox);
        expect(Math.min(widthPx, heightPx)).toBeGreaterThanOrEqual(1);
        expect(Math.max(widthPx, heightPx)).toBeLessThanOrEqual(4096);
      }),
    );
  });
});
