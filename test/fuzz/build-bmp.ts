type Bytes = Uint8Array<ArrayBuffer>;

/** Builds a grey bitmap of 24 bits; its height may be told otherwise, as icons do. */
function bitmapOf(widthPx: number, heightPx: number, toldHeightPx = heightPx): Bytes {
  const rowBytes = Math.ceil((widthPx * 3) / 4) * 4;
  const bytes = new Uint8Array(40 + rowBytes * heightPx).fill(0x80, 40);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 40, true);
  view.setInt32(4, widthPx, true);
  view.setInt32(8, toldHeightPx, true);
  view.setUint16(12, 1, true);
  view.setUint16(14, 24, true);
  return bytes;
}

/** Builds a BMP that decoders accept. */
export function bmpOf(widthPx: number, heightPx: number): Bytes {
  const bitmap = bitmapOf(widthPx, heightPx);
  const bytes = new Uint8Array(14 + bitmap.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, 14 + 40, true);
  bytes.set(bitmap, 14);
  return bytes;
}

/** Builds an icon of one bitmap; its mask, which each has behind its pixels, is all zeros. */
export function icoOf(widthPx: number, heightPx: number): Bytes {
  const bitmap = bitmapOf(widthPx, heightPx, 2 * heightPx);
  const maskBytes = 4 * Math.ceil(widthPx / 32) * heightPx;
  const bytes = new Uint8Array(22 + bitmap.length + maskBytes);
  const view = new DataView(bytes.buffer);
  bytes.set([0, 0, 1, 0, 1, 0, widthPx, heightPx, 0, 0, 1, 0, 24, 0]);
  view.setUint32(14, bitmap.length + maskBytes, true);
  view.setUint32(18, 22, true);
  bytes.set(bitmap, 22);
  return bytes;
}
