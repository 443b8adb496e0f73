import { decode } from "tiff";
import type { MediaBytes } from "../media/media-bytes";
import { conversionFailure } from "./conversion-failure";
import { malformedFile } from "./malformed-file";
import { refuseBomb } from "./refuse-bomb";
import type { DecodedPicture } from "./fit-picture";
import { isTiffBomb } from "./tiff-bomb";
import { readTiffHeader } from "./tiff-header";
import { tiffPixels } from "./tiff-pixels";

/** Four colours of 16 bits: what takes more for each of its pixels counts as more pixels. */
const MAX_PIXEL_BYTES = 8;

/**
 * Decodes the first page of a TIFF, which no browser but Safari can: uncompressed, LZW and Deflate.
 *
 * @throws `JobFailure` `conversion-unsupported` for other codings, `too-many-pixels`; `truncated-file`
 *   where it holds more than its pixels need
 */
export async function decodeTiff(source: MediaBytes): Promise<DecodedPicture> {
  const bytes = await source.read(0, source.size);
  const header = readTiffHeader(bytes);
  if (header === null) throw unsupported();
  const size = { widthPx: header.widthPx, heightPx: header.heightPx };
  refuseBomb(size);
  refuseBomb({ widthPx: header.paddedWidthPx, heightPx: header.paddedHeightPx });
  refuseBomb({ widthPx: Math.ceil(header.pixelBytes / MAX_PIXEL_BYTES), heightPx: 1 });
  if (isTiffBomb(bytes, header)) {
    throw malformedFile("tiff", source.size);
  }
  const [page] = read(bytes.buffer);
  if (page === undefined) throw unsupported();
  const canvas = new OffscreenCanvas(page.width, page.height);
  const context = canvas.getContext("2d");
  if (context === null) throw conversionFailure("conversion-failed", { name: "NoCanvas" });
  const pixels = tiffPixels({
    width: page.width,
    height: page.height,
    data: page.data,
    bitsPerSample: page.bitsPerSample,
    samplesPerPixel: page.samplesPerPixel,
    alpha: page.alpha,
    palette: page.palette,
  });
  context.putImageData(new ImageData(pixels, page.width, page.height), 0, 0);
  return { ...size, image: canvas, close: () => void (canvas.width = 0) };
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
