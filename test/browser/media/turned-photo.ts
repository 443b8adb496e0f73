/**
 * A JPEG as a camera writes it: lying on its side (EXIF orientation 6), with a thumbnail of its own in the EXIF and a second
 * picture behind its end, as gain maps are.
 *
 * @param jpeg without metadata
 * @param small the same picture, in less than 60 KB
 */
export function turnedPhoto(jpeg: Uint8Array, small: Uint8Array): Buffer {
  const exif = segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff(small)]));
  const gainMap = Buffer.from("http://ns.adobe.com/xap/1.0/\0<x hdrgm:Version='1.0'/>", "latin1");
  return Buffer.concat([
    jpeg.subarray(0, 2),
    exif,
    segment(0xe1, gainMap),
    jpeg.subarray(2),
    small,
  ]);
}

/** Two directories: the picture's with its orientation, and the thumbnail's. */
function tiff(thumbnail: Uint8Array): Buffer {
  const [firstAt, secondAt, thumbnailAt] = [8, 26, 68] as const;
  const out = Buffer.alloc(thumbnailAt);
  out.write("MM\0*", "latin1");
  out.writeUInt32BE(firstAt, 4);
  writeDirectory(out, firstAt, [[0x0112, 3, 6 << 16]], secondAt);
  const entries = [
    [0x0103, 3, 6 << 16],
    [0x0201, 4, thumbnailAt],
    [0x0202, 4, thumbnail.length],
  ] as const;
  writeDirectory(out, secondAt, entries, 0);
  return Buffer.concat([out, thumbnail]);
}

function writeDirectory(
  out: Buffer,
  at: number,
  entries: readonly (readonly [tag: number, type: number, value: number])[],
  nextAt: number,
): void {
  out.writeUInt16BE(entries.length, at);
  for (const [index, [tag, type, value]] of entries.entries()) {
    const entryAt = at + 2 + index * 12;
    out.writeUInt16BE(tag, entryAt);
    out.writeUInt16BE(type, entryAt + 2);
    out.writeUInt32BE(1, entryAt + 4);
    out.writeUInt32BE(value, entryAt + 8);
  }
  out.writeUInt32BE(nextAt, at + 2 + entries.length * 12);
}

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}
