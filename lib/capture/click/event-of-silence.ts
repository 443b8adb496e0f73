import type { AttachmentEvent } from "../../jobs/attachment-event";
import type { CaptureSource } from "../../jobs/capture-source";

/**
 * What it means that a web page, or a frame, says nothing of what was clicked in it: it lets nobody in, was left, or
 * keeps the script from answering. The browser names the address of a broken picture as that of any other, so
 * nobody can tell then whether the person has seen what lies there. Null where that is known from before, and on
 * what is no web page.
 */
export function eventOfSilence(
  source: CaptureSource,
): Extract<AttachmentEvent, { readonly type: "described" }> | null {
  const { isOffered, frameUrl, pageUrl, pageTitle, shownSize } = source;
  const isPageOfWeb = frameUrl !== undefined || /^https?:/i.test(pageUrl);
  if (isOffered !== undefined || !isPageOfWeb) return null;
  return { type: "described", altText: "", pageTitle, shownSize, isUnvouched: true };
}
