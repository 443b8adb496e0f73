import { MAX_DECODED_PIXELS } from "../media-limits";
import { colorsToSrgb } from "./colors-to-srgb";
import { conversionFailure } from "./conversion-failure";
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
const NO_PRIMARY_PICTURE = 124;

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
  const { icc, primaries } = picture;
  const profile = icc ? readRgbProfile(icc) : profileOfPrimaries(primaries ?? 0);
  const toSrgb = profile && colorsToSrgb(profile);
  const pixels = new Uint8ClampedArray(widthPx * heightPx * 4);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const tile = picture.decodeTile(column, row);
      toSrgb?.(tile.rgba);
      const left = column * tileWidthPx;
      const top = row * tileHeightPx;
      const wide = Math.min(tile.widthPx, widthPx - left);
      for (let y = 0; y < Math.min(tile.heightPx, heightPx - top); y += 1) {
        const from = y * tile.widthPx * 4;
        pixels.set(tile.rgba.subarray(from, from + wide * 4), ((top + y) * widthPx + left) * 4);
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
    if (UNSUPPORTED.includes(code) || subcode === NO_PRIMARY_PICTURE) {
      return conversionFailure("conversion-unsupported", { detected: "heic" }, { cause: failure });
    }
    if (code === NO_MEMORY) {
      return conversionFailure("conversion-failed", { name: "NoMemory" }, { cause: failure });
    }
  }
  // The library's module ends itself with a `RuntimeError` where a file leads it astray.
  if (failure instanceof HeifError || failure instanceof WebAssembly.RuntimeError) {
    const details = { mediaType: "image/heic", damage: "malformed", totalBytes };
    return conversionFailure("truncated-file", details, { cause: failure });
  }
  return failure;
}
