/** What a TIFF's first directory says about its pixels. */
export interface TiffHeader {
  readonly widthPx: number;
  readonly heightPx: number;
  /** 1: none, 5: LZW, 8 and 32946: Deflate, 32773: PackBits. */
  readonly compression: number;
  /** Of all its pixels when they are decoded. */
  readonly pixelBytes: number;
  /** What is decoded, with the tiles' margins, where it has tiles. */
  readonly paddedWidthPx: number;
  readonly paddedHeightPx: number;
  /** Its strips or tiles, which the decoder takes apart one by one. */
  readonly pieces: readonly { readonly startByte: number; readonly totalBytes: number }[];
}

const WIDTH = 256;
const HEIGHT = 257;
const BITS = 258;
const COMPRESSION = 259;
const STRIP_OFFSETS = 273;
const SAMPLES = 277;
const STRIP_BYTES = 279;
const TILE_WIDTH = 322;
const TILE_HEIGHT = 323;
const TILE_OFFSETS = 324;
const TILE_BYTES = 325;
/** Colours, orientation, rows of a strip, greatest value, predictor, palette, alpha, sample format. */
const PIXEL_TAGS = [262, 274, 278, 281, 317, 320, 338, 339];
const STRIP_TAGS = [WIDTH, HEIGHT, BITS, COMPRESSION, STRIP_OFFSETS, SAMPLES, STRIP_BYTES];
const TILE_TAGS = [TILE_WIDTH, TILE_HEIGHT, TILE_OFFSETS, TILE_BYTES];
/** All that the decoder uses. */
const USED = new Set([...STRIP_TAGS, ...TILE_TAGS, ...PIXEL_TAGS]);

const ENTRY_BYTES = 12;
/** BYTE, SHORT and LONG: what all of those fields are written in. */
const VALUE_BYTES: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4 };

/**
 * Reads the first directory of a TIFF, and crosses out in it whatever its pixels do not depend on. The
 * decoder (tiff 7.1.3, `src/tiff_decoder.ts`, `decodeIFDEntry`) follows each entry that names a directory of
 * EXIF or GPS data, into directories that may name each other or two more each, and reads each list however
 * long it says it is, as often as it is named.
 *
 * @returns null where there is no directory that makes sense
 * Source: TIFF 6.0, section 2.
 */
export function readTiffHeader(bytes: Uint8Array<ArrayBuffer>): TiffHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 8) return null;
  const isLittleEndian = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, isLittleEndian);
  if (directory + 2 > view.byteLength) return null;
  const count = view.getUint16(directory, isLittleEndian);
  if (directory + 2 + count * ENTRY_BYTES > view.byteLength) return null;
  const fields = new Map<number, number[]>();
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * ENTRY_BYTES;
    const tag = view.getUint16(entry, isLittleEndian);
    const values =
      USED.has(tag) && !fields.has(tag) ? readValues(view, entry, isLittleEndian) : null;
    // Type 0 is none: the decoder passes over it.
    if (values === null) view.setUint16(entry + 2, 0, isLittleEndian);
    else fields.set(tag, values);
  }
  return describe(fields);
}

function readValues(view: DataView, entry: number, isLittleEndian: boolean): number[] | null {
  const bytesEach = VALUE_BYTES[view.getUint16(entry + 2, isLittleEndian)];
  const count = view.getUint32(entry + 4, isLittleEndian);
  if (bytesEach === undefined || count === 0) return null;
  const isInside = bytesEach * count <= 4;
  const start = isInside ? entry + 8 : view.getUint32(entry + 8, isLittleEndian);
  if (start + bytesEach * count > view.byteLength) return null;
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * bytesEach;
    if (bytesEach === 1) return view.getUint8(at);
    return bytesEach === 2
      ? view.getUint16(at, isLittleEndian)
      : view.getUint32(at, isLittleEndian);
  });
}

function describe(fields: ReadonlyMap<number, readonly number[]>): TiffHeader | null {
  const first = (tag: number, otherwise: number) => fields.get(tag)?.[0] ?? otherwise;
  const widthPx = first(WIDTH, 0);
  const heightPx = first(HEIGHT, 0);
  if (widthPx === 0 || heightPx === 0) return null;
  const rowBytes = Math.ceil((widthPx * first(SAMPLES, 1) * first(BITS, 1)) / 8);
  const tileWidth = first(TILE_WIDTH, 0);
  const tileHeight = first(TILE_HEIGHT, 0);
  const isTiled = tileWidth > 0 && tileHeight > 0;
  const offsets = fields.get(isTiled ? TILE_OFFSETS : STRIP_OFFSETS) ?? [];
  const sizes = fields.get(isTiled ? TILE_BYTES : STRIP_BYTES) ?? [];
  const padded = (length: number, tile: number) =>
    isTiled ? Math.ceil(length / tile) * tile : length;
  return {
    widthPx,
    heightPx,
    compression: first(COMPRESSION, 1),
    pixelBytes: rowBytes * heightPx,
    paddedWidthPx: padded(widthPx, tileWidth),
    paddedHeightPx: padded(heightPx, tileHeight),
    pieces: offsets.map((startByte, index) => ({ startByte, totalBytes: sizes[index] ?? 0 })),
  };
}
