import { crc32 } from "../crc32";
import { hasChecksum } from "../png-checksum";
import { buildOrientationExif, readOrientation } from "./orientation-exif";
import { CANNOT_BE_CLEANED, PieceList, type Stripped } from "./stripped";

type Bytes = Uint8Array<ArrayBuffer>;

const SIGNATURE_BYTES = 8;
/** Length and type before a chunk's data, checksum after it. */
const CHUNK_OVERHEAD_BYTES = 12;

/** Chunks of the picture; with another length their content makes no sense, and nor does the file. */
const PICTURE: Readonly<Record<string, (dataBytes: number) => boolean>> = {
  IHDR: (dataBytes) => dataBytes === 13,
  PLTE: (dataBytes) => dataBytes > 0 && dataBytes <= 768 && dataBytes % 3 === 0,
  IDAT: () => true,
};

/** Chunks of the frames of a moving picture. */
const FRAMES: Readonly<Record<string, (dataBytes: number) => boolean>> = {
  acTL: (dataBytes) => dataBytes === 8,
  fcTL: (dataBytes) => dataBytes === 26,
  fdAT: (dataBytes) => dataBytes > 4,
};

/** Chunks that the looks depend on besides; each can be there once, in the length that it has to have. */
const LOOKS: Readonly<Record<string, (dataBytes: number) => boolean>> = {
  tRNS: (dataBytes) => dataBytes <= 256,
  gAMA: (dataBytes) => dataBytes === 4,
  cHRM: (dataBytes) => dataBytes === 32,
  sRGB: (dataBytes) => dataBytes === 1,
  iCCP: () => true,
  sBIT: (dataBytes) => dataBytes <= 4,
  bKGD: (dataBytes) => dataBytes <= 6,
  pHYs: (dataBytes) => dataBytes === 9,
  cICP: (dataBytes) => dataBytes === 4,
  mDCV: (dataBytes) => dataBytes === 24,
  cLLI: (dataBytes) => dataBytes === 8,
};

/**
 * Takes out of a PNG all that its looks do not depend on: EXIF, texts (XMP is one), times, suggested
 * palettes, private chunks, and what follows its end. The chunks of picture, frames and colours are
 * taken over as they are. A picture that is to be turned keeps an `eXIf` chunk that says so and nothing else.
 * One without an end gets one: whether its pixels are all there is told by `judgeCutPng`.
 *
 * Format: https://www.w3.org/TR/png-3/#5DataRep.
 */
export function stripPng(bytes: Bytes): Stripped {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces = new PieceList();
  const seen = new Set<string>();
  pieces.keep(0, SIGNATURE_BYTES);
  let offset = SIGNATURE_BYTES;
  while (offset + CHUNK_OVERHEAD_BYTES <= bytes.length) {
    const type = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
    const dataBytes = view.getUint32(offset);
    const end = offset + CHUNK_OVERHEAD_BYTES + dataBytes;
    // Cut off behind the picture.
    if (end > bytes.length && seen.has("IDAT") && isAncillary(type)) break;
    if (end > bytes.length || !/^[A-Za-z]{4}$/.test(type)) return CANNOT_BE_CLEANED;
    // The header comes first, once.
    if (seen.has("IHDR") === (type === "IHDR")) return CANNOT_BE_CLEANED;
    if (type === "IEND") {
      if (!seen.has("IDAT")) return CANNOT_BE_CLEANED;
      if (dataBytes === 0) pieces.keep(offset, end);
      else pieces.put(buildChunk(type, new Uint8Array()));
      return pieces.finish(bytes.length);
    }
    // Without the first of them the others are no frames.
    const isFrame = type in FRAMES && (type === "acTL" || seen.has("acTL"));
    const strict = PICTURE[type] ?? (isFrame ? FRAMES[type] : undefined);
    if (strict !== undefined) {
      if (!strict(dataBytes)) return CANNOT_BE_CLEANED;
      pieces.keep(offset, end);
    } else if (/^[A-Z]/.test(type)) {
      // Critical, and unknown: no decoder shows the picture.
      return CANNOT_BE_CLEANED;
    } else if (
      LOOKS[type]?.(dataBytes) === true &&
      !seen.has(type) &&
      // Decoders pass over it otherwise.
      hasChecksum(bytes, view, offset + 4, end - 4)
    ) {
      pieces.keep(offset, end);
    } else if (type === "eXIf" && !seen.has(type)) {
      keepOrientation(bytes, offset, end, pieces);
    }
    seen.add(type);
    offset = end;
  }
  if (!seen.has("IDAT")) return CANNOT_BE_CLEANED;
  pieces.put(buildChunk("IEND", new Uint8Array()));
  return pieces.finish(bytes.length);
}

/** Whether the picture is the same without chunks of a type: it begins in lower case, and holds no frame. */
function isAncillary(type: string): boolean {
  return /^[a-z]/.test(type) && !(type in FRAMES);
}

function keepOrientation(bytes: Bytes, start: number, end: number, pieces: PieceList): void {
  const orientation = readOrientation(bytes.subarray(start + 8, end - 4));
  if (orientation === 1) return;
  const own = buildChunk("eXIf", buildOrientationExif(orientation));
  const isSame = end - start === own.length && own.every((byte, at) => byte === bytes[start + at]);
  if (isSame) pieces.keep(start, end);
  else pieces.put(own);
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
