import { buildOrientationExif, readOrientation } from "./orientation-exif";

type Bytes = Uint8Array<ArrayBuffer>;

const RIFF_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
/** What the looks depend on. */
const KEPT = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ICCP", "ANIM", "ANMF"]);
/** Flags in the first byte of `VP8X`. */
const EXIF_FLAG = 0x08;
const XMP_FLAG = 0x04;

/**
 * Takes location, camera and editing data out of a WEBP without touching the picture: EXIF, XMP and
 * chunks that the looks do not depend on. A picture that is to be turned keeps an EXIF chunk that
 * says so and nothing else.
 *
 * @returns null where there is nothing to take out, or where the file is not read to its end
 * Format: https://developers.google.com/speed/webp/docs/riff_container.
 */
export function stripWebp(bytes: Bytes): Bytes[] | null {
  if (bytes.length < RIFF_HEADER_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fileEnd = CHUNK_HEADER_BYTES + view.getUint32(4, true);
  if (fileEnd > bytes.length) return null;
  const kept: Bytes[] = [];
  let extended: Bytes | null = null;
  let exif: Bytes | null = null;
  let isChanged = fileEnd < bytes.length;
  let offset = RIFF_HEADER_BYTES;
  while (offset + CHUNK_HEADER_BYTES <= fileEnd) {
    const type = String.fromCharCode(...bytes.subarray(offset, offset + 4));
    const dataEnd = offset + CHUNK_HEADER_BYTES + view.getUint32(offset + 4, true);
    // Chunks of an odd length are followed by a byte of padding, which some writers leave out at the end.
    const end = Math.min(dataEnd + (dataEnd % 2), fileEnd);
    if (dataEnd > fileEnd) return null;
    const chunk = bytes.subarray(offset, end);
    if (KEPT.has(type)) {
      if (type === "VP8X" && dataEnd > offset + CHUNK_HEADER_BYTES) extended = chunk.slice();
      kept.push(type === "VP8X" && extended !== null ? extended : chunk);
    } else {
      const own = type === "EXIF" ? orientationChunk(chunk) : null;
      exif ??= own;
      isChanged ||= own === null || !isEqual(own, chunk);
    }
    offset = end;
  }
  if (!isChanged) return null;
  if (exif !== null && extended !== null) kept.push(exif);
  if (extended !== null) {
    const flags = (extended[CHUNK_HEADER_BYTES] ?? 0) & ~(EXIF_FLAG | XMP_FLAG);
    extended[CHUNK_HEADER_BYTES] = exif === null ? flags : flags | EXIF_FLAG;
  }
  const header = bytes.slice(0, RIFF_HEADER_BYTES);
  const contentBytes = kept.reduce((sum, chunk) => sum + chunk.length, 0);
  new DataView(header.buffer).setUint32(
    4,
    RIFF_HEADER_BYTES - CHUNK_HEADER_BYTES + contentBytes,
    true,
  );
  return [header, ...kept];
}

function orientationChunk(chunk: Bytes): Bytes | null {
  const data = chunk.subarray(CHUNK_HEADER_BYTES);
  // Some writers put JPEG's prefix before the TIFF header.
  const prefixed = String.fromCharCode(...data.subarray(0, 4)) === "Exif";
  const orientation = readOrientation(prefixed ? data.subarray(6) : data);
  if (orientation === 1) return null;
  const exif = buildOrientationExif(orientation);
  const own = new Uint8Array(CHUNK_HEADER_BYTES + exif.length);
  own.set(new TextEncoder().encode("EXIF"));
  new DataView(own.buffer).setUint32(4, exif.length, true);
  own.set(exif, CHUNK_HEADER_BYTES);
  return own;
}

function isEqual(a: Bytes, b: Bytes): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
