import type { CaptureSource } from "../jobs/attachment";
import { beginCapture } from "./begin-capture";

/** A file that a page of the extension has put into the store under `id`. */
export interface AddedFile {
  readonly id: string;
  readonly name: string;
  /** As the browser guesses by the name; the bytes decide later. */
  readonly element: "image" | "video";
}

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
