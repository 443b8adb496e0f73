import { decode } from "tiff";
import type { MediaBytes } from "../media-bytes";
import { conversionFailure } from "./conversion-failure";
import { refuseBomb } from "./decode-picture";
import type { DecodedPicture } from "./fit-picture";
import { tiffPixels } from "./tiff-pixels";

/**
 * Decodes the first page of a TIFF, which no browser but Safari can: uncompressed, LZW and Deflate.
 *
 * @throws `JobFailure` `conversion-unsupported` for other codings, `too-many-pixels`
 */
export async function decodeTiff(source: MediaBytes): Promise<DecodedPicture> {
  const bytes = (await source.read(0, source.size)).buffer;
  const [header] = read(bytes, true);
  if (header === undefined) throw unsupported();
  const size = { widthPx: header.width, heightPx: header.height };
  refuseBomb(size);
  const [page] = read(bytes, false);
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

function read(bytes: ArrayBuffer, ignoreImageData: boolean): ReturnType<typeof decode> {
  try {
    return decode(bytes, { pages: [0], ignoreImageData });
  } catch (cause) {
    // The decoder's errors have no codes: a coding that it does not know, or a damaged file.
    throw unsupported(cause);
  }
}

function unsupported(cause?: unknown) {
  return conversionFailure("conversion-unsupported", { detected: "tiff" }, { cause });
}
