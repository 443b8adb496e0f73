import type { MediaBytes } from "../media/media-bytes";
import { conversionFailure } from "./conversion-failure";
import type { PixelPicture } from "./decode-heic";
import type { DecodedPicture } from "./fit-picture";
import { malformedFile } from "./malformed-file";
import { refuseBomb } from "./refuse-bomb";
import { readTiffHeader } from "./tiff-header";
import { RGB, tiffPixels } from "./tiff-pixels";
import { readTiffSamples } from "./tiff-samples";
import { readYcbcr, YCBCR } from "./tiff-ycbcr";
import { turnPixels } from "./turn-pixels";

/** Four colours of 16 bits: what takes more for each of its pixels counts as more pixels. */
const MAX_PIXEL_BYTES = 8;
const MAX_BITS = 64;

/**
 * Decodes the first page of a TIFF, which no browser but Safari can: grey, RGB, YCbCr, CMYK or a palette, in strips or tiles,
 * uncompressed or in PackBits, LZW or Deflate, laid as it says.
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
 * @throws `JobFailure` `conversion-unsupported` for other codings, `too-many-pixels`; `truncated-file` where
 *   something of it is missing
 */
export function readTiff(bytes: Uint8Array<ArrayBuffer>): PixelPicture {
  const header = readTiffHeader(bytes);
  if (header === null || header.bits > MAX_BITS) throw unsupported();
  const { widthPx, heightPx, pieceWidthPx, pieceHeightPx, samples, bits } = header;
  refuseBomb({ widthPx, heightPx });
  // With the margins of its tiles, and with all of its values.
  refuseBomb({
    widthPx: Math.ceil(widthPx / pieceWidthPx) * pieceWidthPx,
    heightPx: Math.ceil(heightPx / pieceHeightPx) * pieceHeightPx,
  });
  const rowBytes = Math.ceil((widthPx * samples * bits) / 8);
  refuseBomb({ widthPx: Math.ceil((rowBytes * heightPx) / MAX_PIXEL_BYTES), heightPx: 1 });
  const isYcbcr = header.colors === YCBCR;
  const data = isYcbcr ? readYcbcr(bytes, header) : readTiffSamples(bytes, header);
  if (data === "damaged") throw malformedFile("tiff", bytes.length);
  const colored = isYcbcr ? { ...header, colors: RGB } : header;
  const pixels = data === "unknown" ? null : tiffPixels(colored, data);
  if (pixels === null) throw unsupported();
  return turnPixels({ pixels, widthPx, heightPx }, header.orientation);
}

function unsupported() {
  return conversionFailure("conversion-unsupported", { detected: "tiff" });
}
