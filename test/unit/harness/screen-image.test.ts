import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeXwd, encodePng, type ScreenImage } from "../../browser/harness/screen-image";

/** An XWD file as Xvfb writes it: one color map entry, two pixels and a padded row. */
function xwdFile(bitsPerPixel = 32): Buffer {
  const headerBytes = 160;
  const file = Buffer.alloc(headerBytes + 12 + 2 * 12);
  const fields: Record<number, number> = {
    0: headerBytes,
    4: 2,
    5: 2,
    7: 0,
    11: bitsPerPixel,
    12: 12,
    14: 0xff0000,
    19: 1,
  };
  for (const [index, value] of Object.entries(fields)) {
    file.writeUInt32BE(value, Number(index) * 4);
  }
  [0x112233, 0x445566, 0, 0x778899, 0xaabbcc, 0].forEach((pixel, index) => {
    file.writeUInt32LE(pixel, headerBytes + 12 + index * 4);
  });
  return file;
}

const picture: ScreenImage = {
  width: 2,
  height: 2,
  rgb: Uint8Array.from([0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc]),
};

describe("a picture of the screen", () => {
  it("is read from Xvfb's file, without color map and row padding", () => {
    expect(decodeXwd(xwdFile())).toEqual(picture);
  });

  it("is refused when the pixels have another size", () => {
    expect(() => decodeXwd(xwdFile(16))).toThrow(RangeError);
  });

  it("becomes a PNG with the same pixels", () => {
    const png = encodePng(picture);
    const data = png.indexOf("IDAT", 0, "latin1");
    const rows = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)));
    expect([...rows]).toEqual([0, ...picture.rgb.subarray(0, 6), 0, ...picture.rgb.subarray(6)]);
    expect(png.readUInt32BE(16)).toBe(2);
    expect(png.subarray(-8).toString("hex")).toBe("49454e44ae426082");
  });
});
