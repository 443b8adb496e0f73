import { crc32 } from "./crc32";
import { buildOrientationExif, readOrientation } from "./orientation-exif";

type Bytes = Uint8Array<ArrayBuffer>;

const SIGNATURE_BYTES = 8;
const CHUNK_OVERHEAD_BYTES = 12;

/** Chunks that the looks depend on; critical ones (with a capital first letter) always stay. */
const KEPT = new Set([
  "tRNS",
  "gAMA",
  "cHRM",
  "sRGB",
  "iCCP",
  "sBIT",
  "bKGD",
  "hIST",
  "pHYs",
  "sPLT",
  "cICP",
  "mDCV",
  "cLLI",
  "acTL",
  "fcTL",
  "fdAT",
]);

/**
 * Takes location, camera and editing data out of a PNG without touching the picture: EXIF, texts
 * (XMP is one), times, and whatever else its looks do not depend on. A picture that is to be turned
 * keeps an `eXIf` chunk that says so and nothing else.
 *
 * @returns null where there is nothing to take out, or where the file is not read to its end
 * Format: https://www.w3.org/TR/png-3/#5DataRep.
 */
export function stripPng(bytes: Bytes): Bytes[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Bytes[] = [bytes.subarray(0, SIGNATURE_BYTES)];
  let isChanged = false;
  let offset = SIGNATURE_BYTES;
  while (offset + CHUNK_OVERHEAD_BYTES <= bytes.length) {
    const type = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
    const end = offset + CHUNK_OVERHEAD_BYTES + view.getUint32(offset);
    if (end > bytes.length) return null;
    const chunk = bytes.subarray(offset, end);
    const replacement = replace(type, chunk);
    isChanged ||= replacement !== chunk;
    if (replacement !== null) kept.push(replacement);
    offset = end;
    if (type === "IEND") return isChanged || end < bytes.length ? kept : null;
  }
  return null;
}

/** The chunk itself where it may stay, another in its place, or null. */
function replace(type: string, chunk: Bytes): Bytes | null {
  if (/^[A-Z]/.test(type) || KEPT.has(type)) return chunk;
  if (type !== "eXIf") return null;
  const orientation = readOrientation(chunk.subarray(8, -4));
  if (orientation === 1) return null;
  const own = buildChunk(type, buildOrientationExif(orientation));
  const isSame = own.length === chunk.length && own.every((byte, index) => byte === chunk[index]);
  return isSame ? chunk : own;
}

function buildChunk(type: string, data: Bytes): Bytes {
  const chunk = new Uint8Array(CHUNK_OVERHEAD_BYTES + data.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  chunk.set(new TextEncoder().encode(type), 4);
  chunk.set(data, 8);
  view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)));
  return chunk;
}
