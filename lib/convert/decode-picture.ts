import { refuseBomb } from "./refuse-bomb";
import type { MediaBytes } from "../media/media-bytes";
import { conversionFailure } from "./conversion-failure";
import { malformedFile } from "./malformed-file";
import type { ConversionTask } from "./conversion-task";
import type { PixelPicture } from "./decode-heic";
import type { DecodedPicture } from "./fit-picture";
import { loadWasm } from "./load-wasm";
import { mimeTypeOf } from "./mime-types";
import { readPictureSize } from "./read-picture-size";

/**
 * Decodes a picture, turned as its EXIF data says; one that would take too much memory is refused by
 * its header.
 *
 * @throws `JobFailure` `too-many-pixels`, `conversion-unsupported` where this browser does not know the
 *   type, `truncated-file` where it does and yet cannot decode the file
 */
export async function decodePicture(
  task: Pick<ConversionTask, "source" | "type" | "report">,
): Promise<DecodedPicture> {
  const { source, type } = task;
  refuseBomb(await readPictureSize(source, type));
  switch (type) {
    case "svg":
      // Drawn by the page, which has a window.
      throw conversionFailure("conversion-unsupported", { detected: type });
    case "tiff":
      return (await import("./decode-tiff")).decodeTiff(source);
    case "heic":
    case "jxl":
      // Where it does not know the type, or finds the file damaged, the library says what is the matter.
      return decodeWithBrowser(source, mimeTypeOf(type), type).catch(() =>
        decodeWithLibrary(type, task),
      );
    default:
      return decodeWithBrowser(source, mimeTypeOf(type), type);
  }
}

/** Decodes what not every browser can, with WebAssembly that comes with the extension. */
async function decodeWithLibrary(
  type: "heic" | "jxl",
  { source, report }: Pick<ConversionTask, "source" | "report">,
): Promise<DecodedPicture> {
  const bytes = await source.read(0, source.size);
  if (type === "jxl") return (await import("./decode-jxl")).decodeJxl(bytes, loadWasm, report);
  return ofPixels(await (await import("./decode-heic")).decodeHeic(bytes, loadWasm, report));
}

async function decodeWithBrowser(
  source: MediaBytes,
  mimeType: string,
  type: string,
): Promise<DecodedPicture> {
  const bytes = await source.read(0, source.size);
  try {
    return ofBitmap(await createImageBitmap(new Blob([bytes], { type: mimeType })));
  } catch (cause) {
    if (!(await canDecode(mimeType))) {
      throw conversionFailure("conversion-unsupported", { detected: type }, { cause });
    }
    throw malformedFile(mimeType, source.size, { cause });
  }
}

async function canDecode(mimeType: string): Promise<boolean> {
  return typeof ImageDecoder === "undefined" ? true : ImageDecoder.isTypeSupported(mimeType);
}

function ofPixels({ pixels, widthPx, heightPx }: PixelPicture): DecodedPicture {
  const image = new OffscreenCanvas(widthPx, heightPx);
  const context = image.getContext("2d");
  if (context === null) throw conversionFailure("conversion-failed", { name: "NoCanvas" });
  context.putImageData(new ImageData(pixels, widthPx, heightPx), 0, 0);
  return { image, widthPx, heightPx, close: () => void (image.width = 0) };
}

function ofBitmap(bitmap: ImageBitmap): DecodedPicture {
  return {
    image: bitmap,
    widthPx: bitmap.width,
    heightPx: bitmap.height,
    close: () => bitmap.close(),
  };
}
