import { deflateSync } from "node:zlib";
import { crc32 } from "../../../lib/media/crc32";
import { buildTiff } from "../../unit/media/build-tiff";

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const framed = Buffer.alloc(8 + body.length);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), 4 + body.length);
  return framed;
}

/** A PNG of one colour whose sides are as long as one likes: a small file that is large when decoded. */
export function buildPngBomb(sidePx: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(sidePx, 0);
  header.writeUInt32BE(sidePx, 4);
  // One bit a pixel, grey.
  header[8] = 1;
  const rows = Buffer.alloc((1 + Math.ceil(sidePx / 8)) * sidePx);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", new Uint8Array()),
  ]);
}

/** A BMP that announces sides as long as one likes and holds next to nothing. */
export function buildBmpBomb(sidePx: number): Uint8Array {
  const bytes = Buffer.alloc(200);
  bytes.write("BM");
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(sidePx, 18);
  bytes.writeInt32LE(sidePx, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  return bytes;
}

/** Puts an EXIF segment with an orientation, a camera and a place into a JPEG. */
export function tagJpeg(jpeg: Uint8Array, orientation: number): Uint8Array {
  const tiff = Buffer.from("MM\0*\0\0\0\x08", "latin1");
  const entry = (tag: number, type: number, count: number, value: number) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16BE(tag, 0);
    bytes.writeUInt16BE(type, 2);
    bytes.writeUInt32BE(count, 4);
    if (type === 3) bytes.writeUInt16BE(value, 8);
    else bytes.writeUInt32BE(value, 8);
    return bytes;
  };
  const entries = [
    entry(0x010f, 2, 12, 62),
    entry(0x0112, 3, 1, orientation),
    entry(0x8825, 4, 1, 74),
  ];
  const directory = Buffer.concat([Buffer.from([0, entries.length]), ...entries, Buffer.alloc(4)]);
  const tail = Buffer.from(`${" ".repeat(8)}SecretCamera\0\0GPSPLACE`, "latin1");
  const content = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff, directory, tail]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

/** A TIFF whose only directory names itself as its EXIF data, 40 times: 2^40 ways lead through it. */
export function buildBranchingTiff(): Uint8Array<ArrayBuffer> {
  return buildTiff([
    [256, 4, [1]],
    [257, 4, [1]],
    ...Array.from({ length: 40 }, () => [0x8769, 4, [8]] as const),
  ]);
}
