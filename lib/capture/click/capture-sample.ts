import { browser } from "wxt/browser";
import type { CaptureSource } from "../../jobs/capture-source";
import { WELCOME_PATH } from "../../notices/welcome-page";
import { updateAttachment } from "../../store/update-attachment";
import { beginCapture } from "./begin-capture";

/** The picture on the welcome page, among the extension's own files. */
export const SAMPLE_PATH = "/sample.jpg";

/** Whether an address is that of the welcome page's picture, which no page but ours can show. */
export function isSample(url: string): boolean {
  return url === browser.runtime.getURL(SAMPLE_PATH);
}

/** The welcome page's picture as a source: the worker may read it, and no page need be asked. */
export function sampleSource(pageTitle: string): CaptureSource {
  return {
    element: "image",
    url: browser.runtime.getURL(SAMPLE_PATH),
    pageUrl: browser.runtime.getURL(WELCOME_PATH),
    pageTitle,
    tabId: -1,
    frameId: 0,
    way: "worker",
    neededOrigin: null,
    shownSize: null,
  };
}

/**
 * Begins to capture the picture on the welcome page, as if it had been right-clicked there.
 *
 * @returns the id of the new attachment, in state `capturing`
 */
export async function captureSample(pageTitle: string, nowMs: number): Promise<string> {
  const id = await beginCapture(sampleSource(pageTitle), nowMs);
  // No page is asked, so the picture brings its description along.
  await updateAttachment(id, { type: "alt-text-edited", altText: pageTitle }, nowMs);
  return id;
}
