import createLibrary from "libheif-js/libheif-wasm/libheif.js";

/** How a picture is divided. */
export interface HeifTiles {
  /** As it is to be shown: turned, mirrored and cropped. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** The parts that it is coded in, all of one size; one for most pictures that are not from phones. */
  readonly columns: number;
  readonly rows: number;
  readonly tileWidthPx: number;
  readonly tileHeightPx: number;
  /** What is cut off of the first tiles: in a turned picture the ragged edge comes first. */
  readonly leftOffsetPx: number;
  readonly topOffsetPx: number;
}

/** A picture in a HEIF file, opened. */
export interface HeifPicture extends HeifTiles {
  readonly icc: Uint8Array | null;
  /** Of the primaries, as ITU-T H.273 numbers them; null where the file does not tell. */
  readonly primaries: number | null;
  /** Decodes a part into RGBA, 8 bits each. @throws {@link HeifError} */
  decodeTile(column: number, row: number): HeifTile;
}

/** A decoded part; the last ones of a picture may go over its edge. */
export interface HeifTile {
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What libheif says is wrong, in its own numbers. Source: libheif/heif_error.h */
export class HeifError extends Error {
  readonly code: number;
  readonly subcode: number;

  constructor(code: number, subcode: number, message: string) {
    super(message);
    this.name = "HeifError";
    this.code = code;
    this.subcode = subcode;
  }
}

/** Numbers of libheif's headers. */
const RGB = 1;
const RGBA = 11;
const INTERLEAVED = 10;
const TILING_BYTES = 80;
/** version, then the primaries as the first of four numbers. */
const NCLX_PRIMARIES = 4;
/** version, then the greatest number of pixels, in 64 bits. */
const LIMIT_PIXELS = 8;

/**
 * Opens the main picture of a HEIF file. Its memory is freed with the worker that it is opened in.
 *
 * @param wasm libheif's module
 * @param maxPixels more than these are refused
 * @throws {@link HeifError}
 */
export function openHeif(
  wasm: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
  maxPixels: number,
): HeifPicture {
  const library = createLibrary({ wasmBinary: wasm });
  const {
    _malloc: malloc,
    _heif_context_alloc: allocContext,
    _heif_context_get_security_limits: getLimits,
    _heif_context_read_from_memory_without_copy: readContext,
    _heif_context_get_primary_image_handle: getPrimary,
    _heif_image_handle_get_width: getWidth,
    _heif_image_handle_get_height: getHeight,
    _heif_image_handle_get_image_tiling: getTiling,
    _heif_image_handle_get_raw_color_profile_size: getIccBytes,
    _heif_image_handle_get_raw_color_profile: getIcc,
    _heif_image_handle_get_nclx_color_profile: getNclx,
    _heif_decode_image: decodeImage,
    _heif_image_handle_decode_image_tile: decodeTile,
    _heif_image_get_primary_width: getTileWidth,
    _heif_image_get_primary_height: getTileHeight,
    _heif_image_get_plane_readonly2: getPlane,
    _heif_image_release: release,
  } = library;
  // Memory that grows is another buffer from then on.
  const memory = (): Uint8Array<ArrayBuffer> => library.HEAPU8 as Uint8Array<ArrayBuffer>;
  const view = () => new DataView(memory().buffer);
  const error = malloc(12);
  const out = malloc(4);
  const outValue = () => view().getUint32(out, true);
  const check = (): void => {
    const code = view().getInt32(error, true);
    if (code === 0) return;
    const start = view().getUint32(error + 8, true);
    const message = new TextDecoder().decode(memory().slice(start, memory().indexOf(0, start)));
    throw new HeifError(code, view().getInt32(error + 4, true), message.trim());
  };

  const source = malloc(bytes.length);
  memory().set(bytes, source);
  const context = allocContext();
  const limits = getLimits(context);
  view().setBigUint64(limits + LIMIT_PIXELS, BigInt(maxPixels), true);
  readContext(error, context, source, bytes.length, 0);
  check();
  getPrimary(error, context, out);
  check();
  const handle = outValue();
  const tiling = malloc(TILING_BYTES);
  getTiling(error, handle, 1, tiling);
  check();
  const tiles = readTiles(
    new Uint32Array(memory().slice(tiling, tiling + TILING_BYTES).buffer),
    getWidth(handle),
    getHeight(handle),
  );

  const readIcc = (): Uint8Array | null => {
    const size = getIccBytes(handle);
    if (size === 0) return null;
    const start = malloc(size);
    getIcc(error, handle, start);
    check();
    return memory().slice(start, start + size);
  };
  const readPrimaries = (): number | null => {
    getNclx(error, handle, out);
    const isThere = view().getInt32(error, true) === 0;
    return isThere ? view().getInt32(outValue() + NCLX_PRIMARIES, true) : null;
  };

  return {
    ...tiles,
    icc: readIcc(),
    primaries: readPrimaries(),
    decodeTile(column, row) {
      // By itself: as a tile, a picture of one part that is turned is refused (libheif 1.23.2).
      if (tiles.columns * tiles.rows === 1) decodeImage(error, handle, out, RGB, RGBA, 0);
      else decodeTile(error, handle, out, RGB, RGBA, 0, column, row);
      check();
      const image = outValue();
      const widthPx = getTileWidth(image);
      const heightPx = getTileHeight(image);
      const start = getPlane(image, INTERLEAVED, out);
      const stride = outValue();
      const rgba = new Uint8ClampedArray(widthPx * heightPx * 4);
      for (let y = 0; y < heightPx; y += 1) {
        const from = start + y * stride;
        rgba.set(memory().subarray(from, from + widthPx * 4), y * widthPx * 4);
      }
      release(image);
      return { rgba, widthPx, heightPx };
    },
  };
}

/** Reads libheif's `heif_image_tiling`, which tells of the picture as it is to be shown. */
function readTiles(numbers: Uint32Array, widthPx: number, heightPx: number): HeifTiles {
  const [, columns = 1, rows = 1, tileWidthPx = 0, tileHeightPx = 0, , , top, left] = numbers;
  const spareWidthPx = columns * tileWidthPx - widthPx;
  const spareHeightPx = rows * tileHeightPx - heightPx;
  const isPlain = spareWidthPx < tileWidthPx && spareHeightPx < tileHeightPx;
  if (!isPlain || Math.min(spareWidthPx, spareHeightPx) < 0) {
    // Cropped by more than a tile: decoded as a whole.
    const whole = { columns: 1, rows: 1, tileWidthPx: widthPx, tileHeightPx: heightPx };
    return { ...whole, widthPx, heightPx, leftOffsetPx: 0, topOffsetPx: 0 };
  }
  // What libheif 1.23.2 calls an offset is what is left of the first tile, not what is cut off.
  const leftOffsetPx = left ? spareWidthPx : 0;
  const topOffsetPx = top ? spareHeightPx : 0;
  const size = { widthPx, heightPx, columns, rows, tileWidthPx, tileHeightPx };
  return { ...size, leftOffsetPx, topOffsetPx };
}
