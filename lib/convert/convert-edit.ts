import { isUnedited, type PictureEdit } from "../edit/picture-edit";
import { conversionFailure } from "./conversion-failure";
import type { ConversionTask } from "./conversion-task";
import { hideRegions } from "./draw-edited";
import { fitPicture } from "./fit-picture";
import type { PictureEncoding } from "./picture-encodings";
import { digestOf, drawAsEdited, drawCaptured, type PreparedPicture } from "./prepare-picture";

/** As good as a picture looks that is written once more. */
const QUALITY = 0.92;

/**
 * Draws what a person has made of a captured picture, in the format that it was captured in and at most as large as X
 * shows it: nothing but what is seen of it is written. A GIF that does not move becomes a PNG, which browsers can write. A picture
 * without any step is written as it was captured, byte by byte.
 *
 * @param prepared the same picture, drawn before; it is used up
 * @throws `JobFailure` as `decodePicture`; `conversion-failed` where the browser cannot draw or encode it
 */
export async function convertEdit(
  task: ConversionTask,
  edit: PictureEdit,
  prepared: PreparedPicture | null,
): Promise<void> {
  const { source, type, file, signal } = task;
  if (isUnedited(edit)) return file.write(await source.read(0, source.size), 0);
  const writtenType = writtenTypeOf(type);
  const isOfSource = prepared?.type === type && prepared.digest === (await digestOf(task));
  const captured = isOfSource ? prepared : await drawCaptured(task);
  signal.throwIfAborted();
  await task.report(null);
  const image = drawInPlace(captured, edit);
  captured.picture.close();
  const { width: widthPx, height: heightPx } = image;
  await fitPicture(
    { image, widthPx, heightPx, close: () => undefined },
    writtenType,
    task,
    QUALITY,
  );
}

/** @throws `JobFailure` `conversion-unsupported` for what is no still picture that X takes */
function writtenTypeOf(type: ConversionTask["type"]): PictureEncoding["mediaType"] {
  switch (type) {
    case "image/jpeg":
    case "image/png":
    case "image/webp":
      return type;
    case "image/gif":
      return "image/png";
    default:
      throw conversionFailure("conversion-unsupported", { detected: type });
  }
}

/** Where nothing is cut off or turned, the canvas that holds the picture already becomes the edited one. */
function drawInPlace(
  { picture, drawn, captured }: PreparedPicture,
  edit: PictureEdit,
): OffscreenCanvas {
  if (!isUnedited({ ...edit, hidden: [] })) return drawAsEdited(picture, edit).canvas;
  hideRegions(drawn.canvas, drawn.context, captured, edit, drawn.scale);
  return drawn.canvas;
}
