import { ownDocument } from "./own-properties";

/** A page in the background gets no frames: then the canvas is read as it is. */
const FRAME_WITHIN_MS = 300;

/**
 * Copies what a canvas shows. One of WebGL may be empty but for the moment in which it is painted: it is read
 * in a frame of its page, behind whatever the page paints in it.
 *
 * @returns null for one without pixels
 * @throws `DOMException` `InvalidStateError` for a canvas without a side
 */
export async function copyCanvas(canvas: HTMLCanvasElement): Promise<HTMLCanvasElement | null> {
  let copy = draw(canvas);
  if (isEmpty(copy)) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, FRAME_WITHIN_MS);
      requestAnimationFrame(() => {
        clearTimeout(timer);
        copy = draw(canvas);
        resolve();
      });
    });
  }
  return isEmpty(copy) ? null : copy;
}

function draw(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const copy = ownDocument().createElement("canvas");
  copy.width = canvas.width;
  copy.height = canvas.height;
  copy.getContext("2d")?.drawImage(canvas, 0, 0);
  return copy;
}

const SAMPLE_PX = 64;

/**
 * Whether nothing at all is painted on a canvas.
 *
 * @throws `DOMException` `SecurityError` where it holds what the page must not read
 */
export function isEmpty(canvas: HTMLCanvasElement): boolean {
  const sample = ownDocument().createElement("canvas");
  sample.width = SAMPLE_PX;
  sample.height = SAMPLE_PX;
  const pen = sample.getContext("2d");
  pen?.drawImage(canvas, 0, 0, SAMPLE_PX, SAMPLE_PX);
  const pixels = pen?.getImageData(0, 0, SAMPLE_PX, SAMPLE_PX).data ?? new Uint8ClampedArray();
  return pixels.every((value) => value === 0);
}
