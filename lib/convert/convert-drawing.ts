import type { Conversion } from "../media/conversion";
import type { ConversionTask } from "./conversion-task";
import { decodeSvg } from "./decode-svg";
import { fitPicture } from "./fit-picture";

/** Whether converting it needs a window: only there can an SVG be drawn. */
export function isDrawing({ kind, source }: Conversion): boolean {
  return kind === "picture" && source.type === "svg";
}

/**
 * Makes a PNG, JPEG or WEBP of an SVG. For the hidden page's own thread; everything else converts in a worker.
 *
 * @throws `JobFailure` as {@link decodeSvg} and {@link fitPicture}
 */
export async function convertDrawing(_: Conversion, task: ConversionTask): Promise<void> {
  const picture = await decodeSvg(task.source);
  try {
    await fitPicture(picture, null, task);
  } finally {
    picture.close();
  }
}
