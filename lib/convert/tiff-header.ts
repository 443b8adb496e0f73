/** How lightness and two colours are written down. */
export interface YcbcrCoding {
  /** How many pixels share a colour, side by side and one above the other. */
  readonly across: number;
  readonly down: number;
  /** Parts of red, green and blue in the lightness. */
  readonly parts: readonly [red: number, green: number, blue: number];
  /** Which numbers are black and white, and no colour and the most of it, for each of the three. */
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

/** What a TIFF's first directory says about its pixels. */
export interface TiffHeader {
  readonly widthPx: number;
  readonly heightPx: number;
  /** How its pieces are packed, as TIFF numbers it. */
  readonly compression: number;
  /** What its values mean, as TIFF numbers it: 0 and 1 grey, 2 RGB, 3 indices of a palette, 5 CMYK, 6 YCbCr. */
  readonly colors: number;
  /** Of each value; 0 where values of one pixel differ in it. */
  readonly bits: number;
  /** Values of one pixel. */
  readonly samples: number;
  /** 1: numbers from 0 up, 3: fractions. */
  readonly sampleFormat: number;
  /** Each piece holds one value of its pixels, not all of them. */
  readonly isPlanar: boolean;
  /** Each value is written as its difference to that of the pixel before. */
  readonly isDifferenced: boolean;
  /** What the last value of a pixel is; `premultiplied`: the colours are as dark as they are transparent. */
  readonly alpha: "none" | "straight" | "premultiplied";
  /** From 1 to 8, as in EXIF: how it has to be laid to be upright. */
  readonly orientation: number;
  /** All reds, then all greens, then all blues, of 16 bits each. */
  readonly palette: readonly number[];
  /** Of colours that are YCbCr. */
  readonly ycbcr: YcbcrCoding;
  /** The size of its tiles, or of its strips. */
  readonly pieceWidthPx: number;
  readonly pieceHeightPx: number;
  /** Tiles have margins where the picture ends within them; strips have none. */
  readonly isTiled: boolean;
  readonly pieces: readonly { readonly startByte: number; readonly totalBytes: number }[];
  readonly isLittleEndian: boolean;
}

const WIDTH = 256;
const HEIGHT = 257;
const BITS = 258;
const COMPRESSION = 259;
const COLORS = 262;
const STRIP_OFFSETS = 273;
const ORIENTATION = 274;
const SAMPLES = 277;
const ROWS_PER_STRIP = 278;
const STRIP_BYTES = 279;
const PLANAR = 284;
const PREDICTOR = 317;
const PALETTE = 320;
const TILE_WIDTH = 322;
const TILE_HEIGHT = 323;
const TILE_OFFSETS = 324;
const TILE_BYTES = 325;
const EXTRA_SAMPLES = 338;
const SAMPLE_FORMAT = 339;
const YCBCR_PARTS = 529;
const YCBCR_SHARED = 530;
const YCBCR_RANGES = 532;
/** Anything else is not looked at: EXIF and GPS data are directories of their own, which may name each other. */
const USED = new Set([
  WIDTH,
  HEIGHT,
  BITS,
  COMPRESSION,
  COLORS,
  STRIP_OFFSETS,
  ORIENTATION,
  SAMPLES,
  ROWS_PER_STRIP,
  STRIP_BYTES,
  PLANAR,
  PREDICTOR,
  PALETTE,
  TILE_WIDTH,
  TILE_HEIGHT,
  TILE_OFFSETS,
  TILE_BYTES,
  EXTRA_SAMPLES,
  SAMPLE_FORMAT,
  YCBCR_PARTS,
  YCBCR_SHARED,
  YCBCR_RANGES,
]);

const ENTRY_BYTES = 12;
/** BYTE, SHORT, LONG and RATIONAL: what all of those fields are written in. */
const VALUE_BYTES: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4, 5: 8 };

/**
 * Reads the first directory of a TIFF. Of a field that stands there twice the first counts.
 *
 * @returns null where there is no directory that makes sense
 * Source: TIFF 6.0, section 2 and section 8.
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
    if (!USED.has(tag) || fields.has(tag)) continue;
    const values = readValues(view, entry, isLittleEndian);
    if (values !== null) fields.set(tag, values);
  }
  return describe(fields, isLittleEndian, bytes.length);
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
    switch (bytesEach) {
      case 1:
        return view.getUint8(at);
      case 2:
        return view.getUint16(at, isLittleEndian);
      case 4:
        return view.getUint32(at, isLittleEndian);
      default:
        return view.getUint32(at, isLittleEndian) / (view.getUint32(at + 4, isLittleEndian) || 1);
    }
  });
}

function describe(
  fields: ReadonlyMap<number, readonly number[]>,
  isLittleEndian: boolean,
  fileBytes: number,
): TiffHeader | null {
  const first = (tag: number, otherwise: number) => fields.get(tag)?.[0] ?? otherwise;
  const widthPx = first(WIDTH, 0);
  const heightPx = first(HEIGHT, 0);
  const samples = first(SAMPLES, 1);
  if (widthPx === 0 || heightPx === 0 || samples === 0) return null;
  const bits = first(BITS, 1);
  const tileWidth = first(TILE_WIDTH, 0);
  const tileHeight = first(TILE_HEIGHT, 0);
  const isTiled = tileWidth > 0 && tileHeight > 0;
  const offsets = fields.get(isTiled ? TILE_OFFSETS : STRIP_OFFSETS) ?? [];
  const sizes = fields.get(isTiled ? TILE_BYTES : STRIP_BYTES) ?? [];
  const extra = first(EXTRA_SAMPLES, 0);
  return {
    widthPx,
    heightPx,
    compression: first(COMPRESSION, 1),
    colors: first(COLORS, 1),
    bits: (fields.get(BITS) ?? [bits]).every((other) => other === bits) ? bits : 0,
    samples,
    sampleFormat: first(SAMPLE_FORMAT, 1),
    isPlanar: first(PLANAR, 1) === 2 && samples > 1,
    isDifferenced: first(PREDICTOR, 1) !== 1,
    alpha: extra === 1 ? "premultiplied" : extra === 2 ? "straight" : "none",
    orientation: first(ORIENTATION, 1),
    palette: fields.get(PALETTE) ?? [],
    ycbcr: describeYcbcr(fields),
    pieceWidthPx: isTiled ? tileWidth : widthPx,
    pieceHeightPx: isTiled
      ? tileHeight
      : Math.max(1, Math.min(heightPx, first(ROWS_PER_STRIP, heightPx))),
    isTiled,
    // Some programs leave the lengths out: then a piece goes as far as it must.
    pieces: offsets.map((startByte, index) => ({
      startByte,
      totalBytes: sizes[index] ?? Math.max(0, fileBytes - startByte),
    })),
    isLittleEndian,
  };
}

/** Source: TIFF 6.0, section 21: the numbers where the fields are missing. */
function describeYcbcr(fields: ReadonlyMap<number, readonly number[]>): YcbcrCoding {
  const [across = 2, down = 2] = fields.get(YCBCR_SHARED) ?? [];
  const [red = 0.299, green = 0.587, blue = 0.114] = fields.get(YCBCR_PARTS) ?? [];
  const [black = 0, white = 255, noBlue = 128, allBlue = 255, noRed = 128, allRed = 255] =
    fields.get(YCBCR_RANGES) ?? [];
  const ranges = [
    [black, white],
    [noBlue, allBlue],
    [noRed, allRed],
  ] as const;
  return { across, down, parts: [red, green, blue], ranges };
}
