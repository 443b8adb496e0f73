import { lookOf, SAMPLE_PX } from "./picture-look";
import { ownDocument } from "./own-properties";

/** What an image looks like on the page; null where it is not loaded, or the page must not read it. */
export function lookOfElement(element: Element | undefined): number[] | null {
  if (!(element instanceof HTMLImageElement) || element.naturalWidth === 0) return null;
  const canvas = ownDocument().createElement("canvas");
  canvas.width = SAMPLE_PX;
  canvas.height = SAMPLE_PX;
  const pen = canvas.getContext("2d");
  if (pen === null) return null;
  pen.fillStyle = "white";
  pen.fillRect(0, 0, SAMPLE_PX, SAMPLE_PX);
  pen.imageSmoothingQuality = "high";
  try {
    pen.drawImage(element, 0, 0, SAMPLE_PX, SAMPLE_PX);
    return lookOf(pen.getImageData(0, 0, SAMPLE_PX, SAMPLE_PX).data);
  } catch (failure) {
    // A picture of another site, or a broken one.
    if (!(failure instanceof DOMException)) throw failure;
    return null;
  }
}
