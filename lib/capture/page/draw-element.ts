import { copyCanvas, isEmpty } from "./canvas-pixels";
import type { PageReading, PageReport, PageTarget } from "./page-messages";
import { PartSender } from "./part-sender";
import { findShownElement, type ShownElement } from "./shown-element";
import { ownDocument } from "./own-properties";
import { isReplaced } from "./shows-address";

/** No canvas of a browser is longer. */
const MAX_SIDE_PX = 8192;

/**
 * Sends the worker the pixels that an element shows, as a PNG in the picture's own size. Of a picture of another
 * site, and of a drawing on the page itself, the page must not, or cannot, make one.
 */
export async function drawElement(target: PageTarget, report: PageReport): Promise<PageReading> {
  const element = findShownElement(target);
  if (element === undefined) return { ended: "unreadable" };
  // A canvas would show the image's own picture.
  if (target.key === null && isReplaced(element)) return { ended: "tainted" };
  let file: Blob | null;
  try {
    file = await toPng(element);
  } catch (failure) {
    if (!(failure instanceof DOMException)) throw failure;
    return failure.name === "SecurityError" ? { ended: "tainted" } : { ended: "unreadable" };
  }
  if (file === null) return { ended: "unreadable" };
  const sender = new PartSender(report.ticket);
  try {
    await sender.send(file, true);
    return { ended: "complete" };
  } catch {
    return { ended: "stopped" };
  }
}

async function toPng(element: ShownElement): Promise<Blob | null> {
  const canvas = await paint(element);
  if (canvas === null || isEmpty(canvas)) return null;
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

async function paint(element: ShownElement): Promise<HTMLCanvasElement | null> {
  if (element instanceof HTMLCanvasElement) return copyCanvas(element);
  if (!(element instanceof HTMLImageElement)) return null;
  const canvas = ownDocument().createElement("canvas");
  const { widthPx, heightPx } = await ownSizeOf(element);
  const scale = Math.min(1, MAX_SIDE_PX / Math.max(widthPx, heightPx));
  canvas.width = Math.max(1, Math.round(widthPx * scale));
  canvas.height = Math.max(1, Math.round(heightPx * scale));
  canvas.getContext("2d")?.drawImage(element, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** In pixels of the picture: the element tells them divided by the density that the page has named. */
async function ownSizeOf(
  image: HTMLImageElement,
): Promise<{ readonly widthPx: number; readonly heightPx: number }> {
  try {
    const bitmap = await createImageBitmap(image);
    const { width: widthPx, height: heightPx } = bitmap;
    bitmap.close();
    return { widthPx, heightPx };
  } catch (failure) {
    if (!(failure instanceof DOMException)) throw failure;
    // A drawing has no pixels of its own.
    const { width, height } = image.getBoundingClientRect();
    const widthPx = Math.max(image.naturalWidth, Math.round(width * devicePixelRatio));
    return {
      widthPx,
      heightPx: Math.max(image.naturalHeight, Math.round(height * devicePixelRatio)),
    };
  }
}
