import { findJpegPixelsEnd } from "../jpeg-pixels";
import { listJpegSegments, type JpegSegment } from "./jpeg-segments";
import { buildOrientationExif, type Orientation, readOrientation } from "./orientation-exif";
import { CANNOT_BE_CLEANED, PieceList, type Stripped } from "./stripped";

type Bytes = Uint8Array<ArrayBuffer>;

const END_OF_IMAGE = 0xd9;
const JFIF_MARKER = 0xe0;
const EXIF_MARKER = 0xe1;
const PROFILE_MARKER = 0xe2;
const ADOBE_MARKER = 0xee;
/** Marker and length. */
const SEGMENT_HEADER_BYTES = 4;
const EXIF = "Exif\0\0";
const JFIF = "JFIF\0";
const JFIF_BYTES = SEGMENT_HEADER_BYTES + 14;
const ADOBE = "Adobe";
const ADOBE_BYTES = SEGMENT_HEADER_BYTES + 12;
const PROFILE = "ICC_PROFILE\0";
/** The name, the number of this part of the profile, and of how many. */
const PROFILE_HEADER_BYTES = SEGMENT_HEADER_BYTES + PROFILE.length + 2;

/**
 * Takes out of a JPEG all that its looks do not depend on: EXIF, XMP, IPTC, comments, thumbnails, second
 * pictures, bytes between segments, and whatever follows its end. The coded picture is taken over as it
 * is, with JFIF's density, the ICC profile and Adobe's colour transform. A picture that is to be turned
 * keeps an EXIF segment that says so and nothing else. One without an end gets one.
 *
 * Format: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B.
 */
export function stripJpeg(bytes: Bytes): Stripped {
  const segments = listJpegSegments(bytes);
  if (segments === null) return CANNOT_BE_CLEANED;
  const pieces = new PieceList();
  // Start of image.
  pieces.keep(0, 2);
  const jfif = segments.find((segment) => isJfif(bytes, segment));
  if (jfif !== undefined) keepJfif(bytes, jfif, pieces);
  keepOrientation(bytes, segments, pieces);
  const hasProfile = isWholeProfile(bytes, segments);
  const adobe = segments.find((segment) => isAdobe(bytes, segment));
  const isEnded = segments.at(-1)?.marker === END_OF_IMAGE;
  // Without a mark, whatever else the file ends with would count as coded data.
  const pixelsEnd = isEnded ? bytes.length : (findJpegPixelsEnd(bytes) ?? bytes.length);
  for (const segment of segments) {
    const { marker, start } = segment;
    const end = Math.min(segment.end, pixelsEnd);
    if (start >= pixelsEnd) break;
    if (segment.isPicture) pieces.keep(start, end);
    else if (segment === adobe) keepAdobe(bytes, segment, pieces);
    else if (hasProfile && isProfile(bytes, segment)) pieces.keep(start, end);
    else if (marker === END_OF_IMAGE) pieces.keep(start, end);
  }
  if (!isEnded) pieces.put(Uint8Array.of(0xff, END_OF_IMAGE));
  return pieces.finish(bytes.length);
}

function isJfif(bytes: Bytes, segment: JpegSegment): boolean {
  const { marker, start, end } = segment;
  return marker === JFIF_MARKER && end - start >= JFIF_BYTES && hasName(bytes, segment, JFIF);
}

/** JFIF without its thumbnail, whose size stands in the last two bytes before it. */
function keepJfif(bytes: Bytes, { start, end }: JpegSegment, pieces: PieceList): void {
  const own = bytes.slice(start, start + JFIF_BYTES);
  own.set([0, JFIF_BYTES - 2], 2);
  own.set([0, 0], JFIF_BYTES - 2);
  keepOrPut(bytes, start, end, own, pieces);
}

function isAdobe(bytes: Bytes, segment: JpegSegment): boolean {
  const { marker, start, end } = segment;
  return marker === ADOBE_MARKER && end - start >= ADOBE_BYTES && hasName(bytes, segment, ADOBE);
}

function keepAdobe(bytes: Bytes, { start, end }: JpegSegment, pieces: PieceList): void {
  const own = bytes.slice(start, start + ADOBE_BYTES);
  own.set([0, ADOBE_BYTES - 2], 2);
  keepOrPut(bytes, start, end, own, pieces);
}

/** Decoders go by the first EXIF segment. */
function keepOrientation(bytes: Bytes, segments: readonly JpegSegment[], pieces: PieceList): void {
  const exif = segments.find(
    (segment) => segment.marker === EXIF_MARKER && hasName(bytes, segment, EXIF),
  );
  if (exif === undefined) return;
  const tiff = bytes.subarray(exif.start + SEGMENT_HEADER_BYTES + EXIF.length, exif.end);
  const orientation = readOrientation(tiff);
  if (orientation === 1) return;
  keepOrPut(bytes, exif.start, exif.end, exifSegment(orientation), pieces);
}

function exifSegment(orientation: Orientation): Bytes {
  const exif = buildOrientationExif(orientation);
  const segment = new Uint8Array(SEGMENT_HEADER_BYTES + EXIF.length + exif.length);
  segment.set([0xff, EXIF_MARKER, 0, segment.length - 2]);
  segment.set(new TextEncoder().encode(EXIF), SEGMENT_HEADER_BYTES);
  segment.set(exif, SEGMENT_HEADER_BYTES + EXIF.length);
  return segment;
}

function isProfile(bytes: Bytes, segment: JpegSegment): boolean {
  const { marker, start, end } = segment;
  return (
    marker === PROFILE_MARKER &&
    end - start > PROFILE_HEADER_BYTES &&
    hasName(bytes, segment, PROFILE)
  );
}

/**
 * Whether the parts of the colour profile are numbered in their order and make as many bytes as the
 * profile says in its first four. Decoders use no other.
 */
function isWholeProfile(bytes: Bytes, segments: readonly JpegSegment[]): boolean {
  const parts = segments.filter((segment) => isProfile(bytes, segment));
  const [first] = parts;
  if (first === undefined) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = first.start + PROFILE_HEADER_BYTES;
  // The profile's size, and its signature.
  if (first.end < data + 40 || view.getUint32(data + 36) !== 0x61637370) return false;
  const isInOrder = parts.every(
    ({ start }, index) =>
      bytes[start + PROFILE_HEADER_BYTES - 2] === index + 1 &&
      bytes[start + PROFILE_HEADER_BYTES - 1] === parts.length,
  );
  const dataBytes = parts.reduce(
    (sum, { start, end }) => sum + end - start - PROFILE_HEADER_BYTES,
    0,
  );
  return isInOrder && dataBytes === view.getUint32(data);
}

function hasName(bytes: Bytes, { start, end }: JpegSegment, name: string): boolean {
  const from = start + SEGMENT_HEADER_BYTES;
  if (from + name.length > end) return false;
  return String.fromCharCode(...bytes.subarray(from, from + name.length)) === name;
}

function keepOrPut(bytes: Bytes, start: number, end: number, own: Bytes, pieces: PieceList): void {
  const isSame = end - start === own.length && own.every((byte, at) => byte === bytes[start + at]);
  if (isSame) pieces.keep(start, end);
  else pieces.put(own);
}
