import type { Conversion } from "../media/conversion";
import { conversionFailure } from "./conversion-failure";
import { type DecodedPicture, fitPicture } from "./fit-picture";
import { type Drawing, readDrawing } from "./read-drawing";
import type { Convert } from "./run-conversion";

/** Paints an SVG. @throws `JobFailure`; the signal's reason when aborted */
export type Draw = (drawing: Drawing, signal: AbortSignal) => Promise<DecodedPicture>;

/** Whether converting it needs a window: only there can an SVG be drawn. */
export function isDrawing({ kind, source }: Conversion): boolean {
  return kind === "picture" && source.type === "svg";
}

const SAMPLE_PX = 64;

/** Whether nothing at all was painted: what the page shows must be something else. */
function isEmpty({ image }: DecodedPicture): boolean {
  const pen = new OffscreenCanvas(SAMPLE_PX, SAMPLE_PX).getContext("2d");
  pen?.drawImage(image, 0, 0, SAMPLE_PX, SAMPLE_PX);
  return pen?.getImageData(0, 0, SAMPLE_PX, SAMPLE_PX).data.every((value) => value === 0) ?? true;
}

/**
 * Makes a converter of SVGs to PNG, JPEG or WEBP. For the hidden page's own thread; everything else converts in a
 * worker. It throws `JobFailure` as {@link readDrawing}, `draw` and {@link fitPicture}; `conversion-failed` with the
 * name `Empty` where nothing was painted.
 */
export function createDrawingConverter(draw: Draw): Convert {
  return async (_conversion, task) => {
    const picture = await draw(await readDrawing(task.source), task.signal);
    try {
      if (isEmpty(picture)) throw conversionFailure("conversion-failed", { name: "Empty" });
      await fitPicture(picture, null, task);
    } finally {
      picture.close();
    }
    return null;
  };
}
