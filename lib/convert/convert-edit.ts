import { isUnedited, type PictureEdit } from "../edit/picture-edit";
import { MEDIA_LIMITS } from "../media/media-limits";
import { conversionFailure } from "./conversion-failure";
import type { ConversionTask } from "./conversion-task";
import { decodePicture } from "./decode-picture";
import { drawEdited } from "./draw-edited";
import { fitPicture } from "./fit-picture";

/** As good as a picture looks that is written once more; the ladder of `fitPicture` begins above it. */
const QUALITY = 0.92;

/**
 * Draws what a person has made of a captured picture, in the format that it was captured in: nothing but
 * what is seen of it is written. A picture without any step is written as it was captured, byte by byte.
 *
 * @throws `JobFailure` as {@link decodePicture}; `conversion-failed` where the browser cannot draw or encode it
 */
export async function convertEdit(task: ConversionTask, edit: PictureEdit): Promise<void> {
  const { source, type, file, signal } = task;
  if (isUnedited(edit)) return file.write(await source.read(0, source.size), 0);
  const picture = await decodePicture(task);
  const captured = { width: picture.widthPx, height: picture.heightPx };
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext("2d", { willReadFrequently: edit.hidden.length > 0 });
  if (context === null) throw conversionFailure("conversion-failed", { name: "NoCanvas" });
  try {
    drawEdited(canvas, context, { image: picture.image, captured, held: captured }, edit, 1);
  } finally {
    picture.close();
  }
  signal.throwIfAborted();
  await task.report(null);
  if (type === "image/jpeg" || type === "image/png" || type === "image/webp") {
    const blob = await canvas.convertToBlob({ type, quality: QUALITY });
    if (blob.type === type && blob.size <= MEDIA_LIMITS.tweet_image.maxBytes) {
      return file.write(new Uint8Array(await blob.arrayBuffer()), 0);
    }
    const { width: widthPx, height: heightPx } = canvas;
    return fitPicture({ image: canvas, widthPx, heightPx, close: () => undefined }, type, task);
  }
  throw conversionFailure("conversion-unsupported", { detected: type });
}
