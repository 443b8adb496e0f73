/** How a picture is to be turned or mirrored when shown: 1 for not at all, up to 8. Source: EXIF 2.32, tag 0x0112. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const ORIENTATION_TAG = 0x0112;
const SHORT = 3;
const TIFF_HEADER_BYTES = 8;
const ENTRY_BYTES = 12;

/**
 * Reads the orientation from EXIF data that begins with its TIFF header; 1 where it is not there or
 * makes no sense. Never throws.
 */
export function readOrientation(tiff: Uint8Array): Orientation {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (view.byteLength < TIFF_HEADER_BYTES) return 1;
  const isLittleEndian = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, isLittleEndian);
  if (directory + 2 > view.byteLength) return 1;
  const count = view.getUint16(directory, isLittleEndian);
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * ENTRY_BYTES;
    if (entry + ENTRY_BYTES > view.byteLength) return 1;
    if (view.getUint16(entry, isLittleEndian) !== ORIENTATION_TAG) continue;
    if (view.getUint16(entry + 2, isLittleEndian) !== SHORT) return 1;
    const value = view.getUint16(entry + 8, isLittleEndian);
    return isOrientation(value) ? value : 1;
  }
  return 1;
}

function isOrientation(value: number): value is Orientation {
  return value >= 1 && value <= 8;
}

/** EXIF data, from the TIFF header on, that says nothing but the orientation. */
export function buildOrientationExif(orientation: Orientation): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(TIFF_HEADER_BYTES + 2 + ENTRY_BYTES + 4);
  const view = new DataView(bytes.buffer);
  // "MM": big-endian; 42; the only directory follows at once.
  view.setUint32(0, 0x4d4d002a);
  view.setUint32(4, TIFF_HEADER_BYTES);
  view.setUint16(8, 1);
  view.setUint16(10, ORIENTATION_TAG);
  view.setUint16(12, SHORT);
  view.setUint32(14, 1);
  view.setUint16(18, orientation);
  return bytes;
}
