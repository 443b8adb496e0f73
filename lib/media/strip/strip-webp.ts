import {
  CHUNK_HEADER_BYTES,
  listChunks,
  listWebpChunks,
  RIFF_HEADER_BYTES,
  type WebpChunk as Chunk,
} from "../webp-chunks";
import { buildOrientationExif, readOrientation } from "./orientation-exif";
import { CANNOT_BE_CLEANED, PieceList, type Stripped } from "./stripped";

type Bytes = Uint8Array<ArrayBuffer>;

/** `VP8X`: flags, three reserved bytes, width and height. */
const EXTENDED_BYTES = CHUNK_HEADER_BYTES + 10;
/** Where and how a frame is shown, before its own chunks. */
const FRAME_HEADER_BYTES = CHUNK_HEADER_BYTES + 16;
const PICTURE = ["VP8 ", "VP8L"];
/** Flags in the first byte of `VP8X`. */
const EXIF_FLAG = 0x08;
/** Profile, transparency and animation. */
const KEPT_FLAGS = 0x32;

/**
 * Takes out of a WEBP all that its looks do not depend on: EXIF, XMP, unknown chunks, also inside of
 * frames, and what follows its end. The chunks of picture, frames and colours are taken over as they
 * are. A picture that is to be turned keeps an EXIF chunk that says so and nothing else. The length in the RIFF
 * header becomes the true one.
 *
 * Format: https://developers.google.com/speed/webp/docs/riff_container.
 */
export function stripWebp(bytes: Bytes): Stripped {
  if (bytes.length < RIFF_HEADER_BYTES) return CANNOT_BE_CLEANED;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = listWebpChunks(bytes, CHUNK_HEADER_BYTES + view.getUint32(4, true));
  const [first] = chunks ?? [];
  if (chunks === null || first === undefined) return CANNOT_BE_CLEANED;
  const body = new Body(bytes);
  if (PICTURE.includes(first.type)) {
    body.keep(first);
  } else if (first.type === "VP8X" && first.dataEnd - first.start >= EXTENDED_BYTES) {
    if (!keepExtended(chunks, first, body)) return CANNOT_BE_CLEANED;
  } else {
    return CANNOT_BE_CLEANED;
  }
  return body.finish();
}

/** Collects the chunks behind the RIFF header, whose size is known at their end. */
class Body {
  readonly bytes: Bytes;
  readonly #chunks: (Chunk | Bytes)[] = [];
  #byteCount = 0;

  constructor(bytes: Bytes) {
    this.bytes = bytes;
  }

  keep(chunk: Chunk): void {
    this.#chunks.push(chunk);
    this.#byteCount += even(chunk.dataEnd - chunk.start);
  }

  put(bytes: Bytes): void {
    this.#chunks.push(bytes);
    this.#byteCount += bytes.length;
  }

  finish(): Stripped {
    const { bytes } = this;
    const pieces = new PieceList();
    const header = bytes.slice(0, RIFF_HEADER_BYTES);
    new DataView(header.buffer).setUint32(
      4,
      RIFF_HEADER_BYTES - CHUNK_HEADER_BYTES + this.#byteCount,
      true,
    );
    if (header.every((byte, at) => byte === bytes[at])) pieces.keep(0, RIFF_HEADER_BYTES);
    else pieces.put(header);
    for (const chunk of this.#chunks) {
      if (chunk instanceof Uint8Array) {
        pieces.put(chunk);
        continue;
      }
      const { start, dataEnd } = chunk;
      pieces.keep(start, dataEnd);
      if (even(dataEnd - start) === dataEnd - start) continue;
      // A byte of padding, which some writers leave out at the end.
      if (bytes[dataEnd] === 0) pieces.keep(dataEnd, dataEnd + 1);
      else pieces.zeros(1);
    }
    return pieces.finish(bytes.length);
  }
}

/** False where there is no picture. */
function keepExtended(chunks: readonly Chunk[], first: Chunk, body: Body): boolean {
  const { bytes } = body;
  const exif = chunks.find(({ type }) => type === "EXIF");
  const own =
    exif === undefined ? null : orientationChunk(bytes.subarray(exif.start, exif.dataEnd));
  const extended = bytes.slice(first.start, first.start + EXTENDED_BYTES);
  new DataView(extended.buffer).setUint32(4, EXTENDED_BYTES - CHUNK_HEADER_BYTES, true);
  const flags = (extended[CHUNK_HEADER_BYTES] ?? 0) & KEPT_FLAGS;
  extended.set([own === null ? flags : flags | EXIF_FLAG, 0, 0, 0], CHUNK_HEADER_BYTES);
  keepOrPut(body, first, extended);
  let hasPicture = false;
  const seen = new Set<string>();
  for (const chunk of chunks.slice(1)) {
    const { type } = chunk;
    if (type === "ANMF") {
      if (!keepFrame(chunk, body)) return false;
      hasPicture = true;
    } else if (seen.has(type)) {
      continue;
    } else if (PICTURE.includes(type) && !hasPicture) {
      body.keep(chunk);
      hasPicture = true;
    } else if (type === "ICCP" || type === "ALPH" || isAnimationHeader(chunk)) {
      body.keep(chunk);
    }
    seen.add(type);
  }
  if (exif !== undefined && own !== null) keepOrPut(body, exif, own);
  return hasPicture;
}

/** Background colour and number of loops. */
function isAnimationHeader({ type, start, dataEnd }: Chunk): boolean {
  return type === "ANIM" && dataEnd - start === CHUNK_HEADER_BYTES + 6;
}

/** A frame, without unknown chunks inside of it; false where it makes no sense. */
function keepFrame(frame: Chunk, body: Body): boolean {
  const { bytes } = body;
  const inner = listChunks(bytes, frame.start + FRAME_HEADER_BYTES, frame.dataEnd);
  if (inner === null) return false;
  const kept = inner.filter(({ type }) => type === "ALPH" || PICTURE.includes(type));
  if (kept.length === inner.length) {
    body.keep(frame);
    return true;
  }
  const dataBytes = kept.reduce((sum, { start, dataEnd }) => sum + even(dataEnd - start), 0);
  const own = new Uint8Array(FRAME_HEADER_BYTES + dataBytes);
  own.set(bytes.subarray(frame.start, frame.start + FRAME_HEADER_BYTES));
  new DataView(own.buffer).setUint32(4, own.length - CHUNK_HEADER_BYTES, true);
  let at = FRAME_HEADER_BYTES;
  for (const { start, dataEnd } of kept) {
    own.set(bytes.subarray(start, dataEnd), at);
    at += even(dataEnd - start);
  }
  body.put(own);
  return true;
}

function even(byteCount: number): number {
  return byteCount + (byteCount % 2);
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

function keepOrPut(body: Body, chunk: Chunk, own: Bytes): void {
  const { start, dataEnd } = chunk;
  const isSame =
    dataEnd - start === own.length && own.every((byte, at) => byte === body.bytes[start + at]);
  if (isSame) body.keep(chunk);
  else body.put(own);
}
