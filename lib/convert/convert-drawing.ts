import type { Conversion } from "../media/conversion";
import { type DecodedPicture, fitPicture } from "./fit-picture";
import { type Drawing, readDrawing } from "./read-drawing";
import type { Convert } from "./run-conversion";

/** Paints an SVG. @throws `JobFailure`; the signal's reason when aborted */
export type Draw = (drawing: Drawing, signal: AbortSignal) => Promise<DecodedPicture>;

/** Whether converting it needs a window: only there can an SVG be drawn. */
export function isDrawing({ kind, source }: Conversion): boolean {
  return kind === "picture" && source.type === "svg";
}

/**
 * Makes a converter of SVGs to PNG, JPEG or WEBP. For the hidden page's own thread; everything else converts in a
 * worker. It throws `JobFailure` as {@link readDrawing}, `draw` and {@link fitPicture}.
 */
export function createDrawingConverter(draw: Draw): Convert {
  return async (_conversion, task) => {
    const picture = await draw(await readDrawing(task.source), task.signal);
    try {
      await fitPicture(picture, null, task);
    } finally {
      picture.close();
    }
  };
}
