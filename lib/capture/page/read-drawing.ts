import { copyCanvas } from "./canvas-pixels";
import { PartElsewhere } from "./inline-part";
import type { PageReading } from "./page-messages";
import { PartSender } from "./part-sender";
import { toSvgFile } from "./svg-file";

/** Sends a canvas to the worker as a PNG, an inline `<svg>` as a file of its own. */
export async function readDrawing(drawing: Element, ticket: string): Promise<PageReading> {
  let file: Blob | null;
  try {
    file = await toFile(drawing);
  } catch (error) {
    const isElsewhere = error instanceof DOMException && error.name === "SecurityError";
    return isElsewhere || error instanceof PartElsewhere
      ? { ended: "tainted" }
      : { ended: "unreadable" };
  }
  if (file === null) return { ended: "unreadable" };
  const sender = new PartSender(ticket);
  try {
    await sender.send(file, true);
    return { ended: "complete" };
  } catch {
    return { ended: "stopped" };
  }
}

async function toFile(drawing: Element): Promise<Blob | null> {
  if (drawing instanceof HTMLCanvasElement) {
    const copy = await copyCanvas(drawing);
    return copy && new Promise((resolve) => copy.toBlob(resolve, "image/png"));
  }
  return drawing instanceof SVGSVGElement ? toSvgFile(drawing) : null;
}
