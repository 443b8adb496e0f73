import { findElement, isMedia } from "./find-element";
import { foundUnder } from "./found-elements";
import type { PageDownload, PageReading, PageReport, PageTarget } from "./page-messages";
import { readAddress } from "./read-address";
import { readDrawing } from "./read-drawing";

/**
 * Sends the bytes of an element to the worker: by the address that the browser has told, else by the
 * one that the element has; what has none is drawn.
 */
export async function readElement(
  target: PageTarget,
  download: PageDownload,
  report: PageReport,
): Promise<PageReading> {
  if (target.srcUrl !== "") return readAddress(target.srcUrl, download, report);
  if (target.key === null) {
    const shown = findElement(target);
    const address = shown !== undefined && isMedia(shown, target.element) ? shown.currentSrc : "";
    return address === "" ? { ended: "unreadable" } : readAddress(address, download, report);
  }
  const found = foundUnder(target.key);
  if (found === undefined) return { ended: "unreadable" };
  return found.address === ""
    ? readDrawing(found.element, report.ticket)
    : readAddress(found.address, download, report);
}
