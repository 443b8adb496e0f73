import { crc32, deflateSync } from "node:zlib";

/** A picture of a whole screen. */
export interface ScreenImage {
  readonly width: number;
  readonly height: number;
  /** Three bytes per pixel (red, green, blue), rows from top to bottom without padding. */
  readonly rgb: Uint8Array;
}

/**
 * Reads the XWD file in which Xvfb keeps its screen (`-fbdir`). Takes the 32-bit little-endian
 * pixels that a 24-bit Xvfb writes; throws a RangeError for any other layout.
 * Layout: https://gitlab.freedesktop.org/xorg/proto/xorgproto/-/blob/master/include/X11/XWDFile.h
 */
export function decodeXwd(file: Buffer): ScreenImage {
  const field = (index: number) => file.readUInt32BE(index * 4);
  const [headerBytes, width, height, byteOrder] = [field(0), field(4), field(5), field(7)];
  const [bitsPerPixel, bytesPerLine, colorCount] = [field(11), field(12), field(19)];
  if (bitsPerPixel !== 32 || byteOrder !== 0 || field(14) !== 0xff0000) {
    throw new RangeError("The screen is not made of 32-bit little-endian RGB pixels.");
  }
  const start = headerBytes + colorCount * 12;
  const rgb = new Uint8Array(width * height * 3);
  let target = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const pixel = file.readUInt32LE(start + y * bytesPerLine + x * 4);
      rgb[target] = (pixel >> 16) & 0xff;
      rgb[target + 1] = (pixel >> 8) & 0xff;
      rgb[target + 2] = pixel & 0xff;
      target += 3;
    }
  }
  return { width, height, rgb };
}

/** Encodes the picture as a PNG file. */
export function encodePng({ width, height, rgb }: ScreenImage): Buffer {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    // Each row begins with its filter type; 0 is "none".
    rows.set(rgb.subarray(y * width * 3, (y + 1) * width * 3), y * (width * 3 + 1) + 1);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk("IHDR", header),
    pngChunk("IDAT", deflateSync(rows)),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
