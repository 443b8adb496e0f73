/** A chunk of a WEBP, in offsets of the file, without the byte that fills it up to an even length. */
export interface WebpChunk {
  /** Four characters, such as `VP8 `. */
  readonly type: string;
  readonly start: number;
  readonly dataEnd: number;
}

/** "RIFF", the length of the rest, "WEBP". */
export const RIFF_HEADER_BYTES = 12;
/** Type and length. */
export const CHUNK_HEADER_BYTES = 8;

/** Chunks of which the picture is made. */
const PICTURE = new Set(["VP8 ", "VP8L", "ANMF"]);
/** Chunks without which the picture looks different. */
const LOOKS = new Set(["VP8X", "ALPH", "ANIM", "ICCP", ...PICTURE]);

/**
 * Lists the chunks of a WEBP. Those within the length that the RIFF header announces, or, where the picture is
 * not among them, all that the file holds. One that is cut off by the end of the file is left out where the
 * picture does not need it.
 *
 * @returns null where the picture, or what its looks depend on, is cut off
 */
export function listWebpChunks(bytes: Uint8Array, riffBytes: number): WebpChunk[] | null {
  const announced = listChunks(bytes, RIFF_HEADER_BYTES, Math.min(riffBytes, bytes.length));
  if (announced !== null && hasPicture(announced)) return announced;
  return listChunks(bytes, RIFF_HEADER_BYTES, bytes.length);
}

/**
 * Lists the chunks in a range; what is too short for a chunk is none.
 *
 * @returns null where one ends behind the range that the looks depend on
 */
export function listChunks(bytes: Uint8Array, start: number, end: number): WebpChunk[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: WebpChunk[] = [];
  let offset = start;
  while (offset + CHUNK_HEADER_BYTES <= end) {
    const type = String.fromCharCode(...bytes.subarray(offset, offset + 4));
    const dataEnd = offset + CHUNK_HEADER_BYTES + view.getUint32(offset + 4, true);
    if (dataEnd > end) return LOOKS.has(type) ? null : chunks;
    chunks.push({ type, start: offset, dataEnd });
    offset = dataEnd + ((dataEnd - offset) % 2);
  }
  return chunks;
}

/**
 * Whether the picture of a WEBP is there. Of frames nobody can tell how many there are to be: where more is
 * announced than a byte beyond the end, some may be missing.
 */
export function hasAllWebpPixels(bytes: Uint8Array, riffBytes: number): boolean {
  const chunks = listWebpChunks(bytes, riffBytes);
  if (chunks === null || !hasPicture(chunks)) return false;
  const last = chunks.at(-1);
  return last?.type !== "ANMF" || riffBytes <= bytes.length + 1;
}

function hasPicture(chunks: readonly WebpChunk[]): boolean {
  return chunks.some(({ type }) => PICTURE.has(type));
}
