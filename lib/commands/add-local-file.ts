import type { AddedFile } from "../messages";
import type { CaptureSource } from "../jobs/capture-source";
import { beginCapture } from "../capture/click/begin-capture";

/**
 * Makes an attachment of a file that the person has chosen, dropped or pasted: from here on it is
 * judged, stored and uploaded like a captured one.
 *
 * @returns the attachment's id
 */
export function addLocalFile({ id, name, element }: AddedFile, nowMs: number): Promise<string> {
  const source: CaptureSource = {
    element,
    url: "",
    pageUrl: "",
    pageTitle: name,
    tabId: -1,
    frameId: 0,
    way: "file",
    neededOrigin: null,
    shownSize: null,
  };
  return beginCapture(source, nowMs, { id });
}
