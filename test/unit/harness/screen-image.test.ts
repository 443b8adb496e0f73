import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeXwd, encodePng, rgbOf, type ScreenImage } from "../../browser/harness/screen-image";

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
  // The fourth byte of a pixel is noise.
  [0x112233, 0xff445566, 0, 0x778899, 0xffaabbcc, 0].forEach((pixel, index) => {
    file.writeUInt32LE(pixel, headerBytes + 12 + index * 4);
  });
  return file;
}

const picture: ScreenImage = {
  width: 2,
  height: 2,
  pixels: Uint32Array.from([0x112233, 0x445566, 0x778899, 0xaabbcc]),
};

describe("a picture of the screen", () => {
  it("is read from Xvfb's file, without color map and row padding", () => {
    const image = decodeXwd(xwdFile());
    expect([image.width, image.height]).toEqual([picture.width, picture.height]);
    expect([0, 1, 2, 3].map((index) => rgbOf(image, index))).toEqual([...picture.pixels]);
  });

  it("is refused when the pixels have another size", () => {
    expect(() => decodeXwd(xwdFile(16))).toThrow(RangeError);
  });

  it("becomes a PNG with the same pixels", () => {
    const png = encodePng(picture);
    const data = png.indexOf("IDAT", 0, "latin1");
    const rows = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)));
    expect(rows.toString("hex")).toBe("0011223344556600778899aabbcc");
    expect(png.readUInt32BE(16)).toBe(2);
    expect(png.subarray(-8).toString("hex")).toBe("49454e44ae426082");
  });
});
