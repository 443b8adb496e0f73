import { crc32, deflateSync } from "node:zlib";

/** A picture of a whole screen. */
export interface ScreenImage {
  readonly width: number;
  readonly height: number;
  /** One number per pixel, 0x??RRGGBB, rows from top to bottom without padding. */
  readonly pixels: Uint32Array;
}

/** A part of the screen, in pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Whether two pictures of the screen show the same in a part of it. */
export function isSameArea(a: ScreenImage, b: ScreenImage, area: Area): boolean {
  for (let row = area.y; row < area.y + area.height; row += 1) {
    if (!isSameRow(a, b, area, row)) return false;
  }
  return true;
}

/** Whether they show the same in one row of the part. */
function isSameRow(a: ScreenImage, b: ScreenImage, area: Area, row: number): boolean {
  const from = row * a.width + area.x;
  for (let index = from; index < from + area.width; index += 1) {
    if (rgbOf(a, index) !== rgbOf(b, index)) return false;
  }
  return true;
}

/** A pixel's color, 0xRRGGBB; 0 outside the screen. */
export function rgbOf({ pixels }: ScreenImage, index: number): number {
  return (pixels[index] ?? 0) & 0xffffff;
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
  const pixels = new Uint32Array(width * height);
  // Row by row, not pixel by pixel: screens are read again and again while a test waits.
  const bytes = Buffer.from(pixels.buffer);
  for (let y = 0; y < height; y += 1) {
    const row = start + y * bytesPerLine;
    file.copy(bytes, y * width * 4, row, row + width * 4);
  }
  return { width, height, pixels };
}

/** Encodes the picture as a PNG file. */
export function encodePng(image: ScreenImage): Buffer {
  const { width, height } = image;
  // Each row begins with its filter type; 0 is "none".
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let index = 0; index < width * height; index += 1) {
    rows.writeUIntBE(rgbOf(image, index), index * 3 + Math.floor(index / width) + 1, 3);
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
