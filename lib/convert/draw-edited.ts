import { hidePixels, touchedBy } from "../edit/hide-pixels";
import { growRegion, placeRegion } from "../edit/hidden-region";
import { orientationMatrix } from "../edit/orientation";
import { editedSize, keptOf, type PictureEdit } from "../edit/picture-edit";
import { type Size, wholeOf } from "../edit/rect";

/** A picture that is drawn by its size as it was captured, however small it is held in memory. */
export interface PictureToDraw {
  readonly image: CanvasImageSource;
  readonly captured: Size;
  /** Of `image`: less than `captured` where it was reduced. */
  readonly held: Size;
}

/** So far a pixel of a picture that was made smaller reaches into the pixels around it. */
const BLUR_PX = 2;

/** What is needed of a canvas, on the screen or not. */
export interface EditCanvas {
  width: number;
  height: number;
}

/**
 * Draws what a person has made of a picture; the canvas takes on its size. What is hidden is destroyed in
 * the canvas itself: no pixel of it is anywhere behind.
 *
 * @param scale of the canvas to the captured picture: 1, or less for the screen
 */
export function drawEdited(
  canvas: EditCanvas,
  context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D,
  { image, captured, held }: PictureToDraw,
  edit: PictureEdit,
  scale: number,
): void {
  const kept = keptOf(edit, captured);
  const size = editedSize(edit, captured);
  canvas.width = Math.max(1, Math.round(size.width * scale));
  canvas.height = Math.max(1, Math.round(size.height * scale));
  const [a, b, c, d, e, f] = orientationMatrix(kept, edit.orientation);
  context.imageSmoothingEnabled = scale !== 1 || held.width !== captured.width;
  context.setTransform(a * scale, b * scale, c * scale, d * scale, e * scale, f * scale);
  const [scaleX, scaleY] = [held.width / captured.width, held.height / captured.height];
  context.drawImage(
    image,
    kept.left * scaleX,
    kept.top * scaleY,
    kept.width * scaleX,
    kept.height * scaleY,
    0,
    0,
    kept.width,
    kept.height,
  );
  context.setTransform(1, 0, 0, 1, 0, 0);
  hideRegions(canvas, context, captured, edit, scale);
}

/** Destroys what is hidden in a canvas that holds the picture cropped and laid already. */
export function hideRegions(
  canvas: EditCanvas,
  context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D,
  captured: Size,
  edit: PictureEdit,
  scale: number,
): void {
  const kept = keptOf(edit, captured);
  // What is made smaller is mixed with its neighbours: those hold something of what is hidden.
  const marginPx = scale < 1 ? Math.ceil(BLUR_PX / scale) : 0;
  for (const region of edit.hidden) {
    const grown = growRegion(region, marginPx);
    const placed = placeRegion(grown, kept, edit.orientation, scale);
    const touched = placed && touchedBy(placed, wholeOf(canvas));
    if (placed === null || touched === null) continue;
    const { left, top, width, height } = touched;
    const pixels = context.getImageData(left, top, width, height);
    hidePixels(pixels, placed, touched);
    context.putImageData(pixels, left, top);
  }
}
