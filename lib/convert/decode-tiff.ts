import { decode } from "tiff";
import type { MediaBytes } from "../media/media-bytes";
import { conversionFailure } from "./conversion-failure";
import { malformedFile } from "./malformed-file";
import { refuseBomb } from "./refuse-bomb";
import type { PixelPicture } from "./decode-heic";
import type { DecodedPicture } from "./fit-picture";
import { unpackTiff } from "./pack-bits";
import { isTiffBomb } from "./tiff-bomb";
import { readTiffHeader } from "./tiff-header";
import { tiffPixels } from "./tiff-pixels";

/** Four colours of 16 bits: what takes more for each of its pixels counts as more pixels. */
const MAX_PIXEL_BYTES = 8;

/**
 * Decodes the first page of a TIFF, which no browser but Safari can: uncompressed, PackBits, LZW and Deflate.
 *
 * @throws `JobFailure` as {@link readTiff}
 */
export async function decodeTiff(source: MediaBytes): Promise<DecodedPicture> {
  const { pixels, widthPx, heightPx } = readTiff(await source.read(0, source.size));
  const canvas = new OffscreenCanvas(widthPx, heightPx);
  const context = canvas.getContext("2d");
  if (context === null) throw conversionFailure("conversion-failed", { name: "NoCanvas" });
  context.putImageData(new ImageData(pixels, widthPx, heightPx), 0, 0);
  return { widthPx, heightPx, image: canvas, close: () => void (canvas.width = 0) };
}

/**
 * Reads the pixels of a TIFF's first page.
 *
 * @throws `JobFailure` `conversion-unsupported` for other codings, `too-many-pixels`; `truncated-file`
 *   where it holds more than its pixels need
 */
export function readTiff(bytes: Uint8Array<ArrayBuffer>): PixelPicture {
  const header = readTiffHeader(bytes);
  if (header === null) throw unsupported();
  refuseBomb({ widthPx: header.widthPx, heightPx: header.heightPx });
  refuseBomb({ widthPx: header.paddedWidthPx, heightPx: header.paddedHeightPx });
  refuseBomb({ widthPx: Math.ceil(header.pixelBytes / MAX_PIXEL_BYTES), heightPx: 1 });
  if (isTiffBomb(bytes, header)) {
    throw malformedFile("tiff", bytes.length);
  }
  const [page] = read(unpackTiff(bytes, header).buffer);
  if (page === undefined) throw unsupported();
  const pixels = tiffPixels({
    width: page.width,
    height: page.height,
    data: page.data,
    bitsPerSample: page.bitsPerSample,
    samplesPerPixel: page.samplesPerPixel,
    alpha: page.alpha,
    palette: page.palette,
  });
  return { pixels, widthPx: page.width, heightPx: page.height };
}

function read(bytes: ArrayBuffer): ReturnType<typeof decode> {
  try {
    return decode(bytes, { pages: [0] });
  } catch (cause) {
    // The decoder's errors have no codes: a coding that it does not know, or a damaged file.
    throw unsupported(cause);
  }
}

function unsupported(cause?: unknown) {
  return conversionFailure("conversion-unsupported", { detected: "tiff" }, { cause });
}
