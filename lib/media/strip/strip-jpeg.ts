import { buildOrientationExif, type Orientation, readOrientation } from "./orientation-exif";

type Bytes = Uint8Array<ArrayBuffer>;

const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const FIRST_APPLICATION = 0xe0;
const LAST_APPLICATION = 0xef;
const EXIF = "Exif\0\0";
const EXIF_BYTES = 6;

/** Application segments that the looks depend on: JFIF's density, colour profiles, Adobe's colour transform. */
const KEPT: readonly (readonly [number, string])[] = [
  [0xe0, "JFIF\0"],
  [0xe2, "ICC_PROFILE\0"],
  [0xee, "Adobe"],
];

/**
 * Takes location, camera and editing data out of a JPEG without touching the picture: application
 * segments (EXIF, XMP, IPTC, thumbnails) but those that the looks depend on, and whatever follows the
 * picture's end (a phone's moving picture has a location of its own). A picture that is to be turned
 * keeps an EXIF segment that says so and nothing else.
 *
 * @returns null where there is nothing to take out, or where the file is not read to its end
 * Format: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B.
 */
export function stripJpeg(bytes: Bytes): Bytes[] | null {
  const kept: Bytes[] = [];
  let isChanged = false;
  let orientation: Orientation = 1;
  let insertAt = 1;
  let offset = 2;
  kept.push(bytes.subarray(0, 2));
  while (offset + 1 < bytes.length) {
    const marker = bytes[offset + 1] ?? 0;
    if (bytes[offset] !== 0xff) return null;
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    if (marker === END_OF_IMAGE) {
      kept.push(bytes.subarray(offset, offset + 2));
      isChanged ||= offset + 2 < bytes.length;
      if (!isChanged) return null;
      if (orientation !== 1) kept.splice(insertAt, 0, exifSegment(orientation));
      return kept;
    }
    const end = segmentEnd(bytes, offset, marker);
    if (end === null) return null;
    const segment = bytes.subarray(offset, end);
    const isOrientation = isOnlyOrientation(segment);
    if (isApplication(marker) && !isKept(segment) && !isOrientation) {
      isChanged = true;
      if (marker === 0xe1 && hasPrefix(segment, EXIF)) {
        orientation = readOrientation(segment.subarray(4 + EXIF_BYTES));
      }
    } else {
      kept.push(segment);
      // JFIF's own segment has to be the first.
      if (marker === FIRST_APPLICATION) insertAt = kept.length;
    }
    offset = end;
  }
  return null;
}

function isApplication(marker: number): boolean {
  return marker >= FIRST_APPLICATION && marker <= LAST_APPLICATION;
}

function isKept(segment: Bytes): boolean {
  return KEPT.some(([marker, prefix]) => segment[1] === marker && hasPrefix(segment, prefix));
}

function isOnlyOrientation(segment: Bytes): boolean {
  if (segment[1] !== 0xe1 || !hasPrefix(segment, EXIF)) return false;
  const own = exifSegment(readOrientation(segment.subarray(4 + EXIF_BYTES)));
  return own.length === segment.length && own.every((byte, index) => byte === segment[index]);
}

/** Marker and length stand before a segment's content. */
function hasPrefix(segment: Bytes, prefix: string): boolean {
  return String.fromCharCode(...segment.subarray(4, 4 + prefix.length)) === prefix;
}

/** The offset after a segment, of a scan with its data; null where the bytes end before. */
function segmentEnd(bytes: Bytes, offset: number, marker: number): number | null {
  // Markers without content.
  if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) return offset + 2;
  const length = ((bytes[offset + 2] ?? 0) << 8) | (bytes[offset + 3] ?? 0);
  const end = offset + 2 + length;
  if (length < 2 || end > bytes.length) return null;
  return marker === START_OF_SCAN ? scanEnd(bytes, end) : end;
}

/** The first marker after a scan's data; in the data a 0xFF is followed by a zero or a restart marker. */
function scanEnd(bytes: Bytes, start: number): number | null {
  for (let at = bytes.indexOf(0xff, start); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) return null;
    const isData = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
    if (!isData) return at;
  }
  return null;
}

function exifSegment(orientation: Orientation): Bytes {
  const exif = buildOrientationExif(orientation);
  const segment = new Uint8Array(4 + EXIF_BYTES + exif.length);
  segment.set([0xff, 0xe1]);
  new DataView(segment.buffer).setUint16(2, segment.length - 2);
  segment.set(new TextEncoder().encode(EXIF), 4);
  segment.set(exif, 4 + EXIF_BYTES);
  return segment;
}
