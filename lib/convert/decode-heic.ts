import { MAX_DECODED_PIXELS } from "../media/media-limits";
import { colorsToSrgb } from "./colors-to-srgb";
import { conversionFailure } from "./conversion-failure";
import { malformedFile } from "./malformed-file";
import { refuseBomb } from "./refuse-bomb";
import { HeifError, type HeifPicture, openHeif } from "./heif-library";
import { HEIF_WASM, type LoadWasm, takeBreath } from "./load-wasm";
import { profileOfPrimaries, readRgbProfile } from "./rgb-profile";

/** A picture as pixels in sRGB, RGBA with 8 bits each, not premultiplied. */
export interface PixelPicture {
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Codes of libheif: something in the file that it has no code for, or no coder of. */
const UNSUPPORTED = [3, 4];
const NO_MEMORY = 6;
/** No main picture, or one of a coding that libheif does not know. */
const NOT_FOUND = [124, 2000];

/**
 * Decodes the main picture of a HEIC file with libheif: turned and mirrored as the file says, with its
 * transparency. 10 bits become 8, colours of a wider gamut the nearest of sRGB; brightness beyond white (PQ,
 * HLG) is not mapped. Phones write it in tiles: between two of them other events have their turn.
 *
 * @param report called between tiles with 0 to 100
 * @throws `JobFailure` `truncated-file` for a damaged file; `conversion-unsupported` for one that holds no
 *   still picture, or one in another coding than HEVC; `too-many-pixels`
 */
export async function decodeHeic(
  bytes: Uint8Array<ArrayBuffer>,
  load: LoadWasm,
  report: (percent: number) => Promise<void>,
): Promise<PixelPicture> {
  const wasm = await load(HEIF_WASM);
  try {
    const picture = openHeif(wasm, bytes, MAX_DECODED_PIXELS);
    return await decodeTiles(picture, report);
  } catch (failure) {
    throw nameFailure(failure, bytes.length);
  }
}

async function decodeTiles(
  picture: HeifPicture,
  report: (percent: number) => Promise<void>,
): Promise<PixelPicture> {
  const { widthPx, heightPx, columns, rows, tileWidthPx, tileHeightPx } = picture;
  const { leftOffsetPx, topOffsetPx, icc, primaries } = picture;
  refuseBomb(picture);
  const profile = icc ? readRgbProfile(icc) : profileOfPrimaries(primaries ?? 0);
  const toSrgb = profile && colorsToSrgb(profile);
  const pixels = new Uint8ClampedArray(widthPx * heightPx * 4);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const tile = picture.decodeTile(column, row);
      toSrgb?.(tile.rgba);
      const left = column * tileWidthPx - leftOffsetPx;
      const top = row * tileHeightPx - topOffsetPx;
      const firstX = Math.max(0, -left);
      const endX = Math.min(tile.widthPx, widthPx - left);
      const endY = Math.min(tile.heightPx, heightPx - top);
      for (let y = Math.max(0, -top); y < endY; y += 1) {
        const line = tile.rgba.subarray(
          (y * tile.widthPx + firstX) * 4,
          (y * tile.widthPx + endX) * 4,
        );
        pixels.set(line, ((top + y) * widthPx + left + firstX) * 4);
      }
      await report((100 * (row * columns + column + 1)) / (rows * columns));
      await takeBreath();
    }
  }
  return { pixels, widthPx, heightPx };
}

function nameFailure(failure: unknown, totalBytes: number): unknown {
  if (failure instanceof HeifError) {
    const { code, subcode } = failure;
    if (UNSUPPORTED.includes(code) || NOT_FOUND.includes(subcode)) {
      return conversionFailure("conversion-unsupported", { detected: "heic" }, { cause: failure });
    }
    if (code === NO_MEMORY) {
      return conversionFailure("conversion-failed", { name: "NoMemory" }, { cause: failure });
    }
  }
  // The library's module ends itself with a `RuntimeError` where a file leads it astray.
  if (failure instanceof HeifError || failure instanceof WebAssembly.RuntimeError) {
    return malformedFile("image/heic", totalBytes, { cause: failure });
  }
  return failure;
}
