import { getAttachment } from "../store/attachment-store";
import type { MediaInfo } from "../media/media-info";
import { askHiddenPage } from "./ask-hidden-page";
import { requestConversion } from "./request-conversion";
import { closeConversionPage, openConversionPage } from "./conversion-page";

/**
 * Converts an attachment's stored bytes, one attachment at a time over all contexts: a conversion
 * takes all the memory and the cores that it should.
 *
 * @returns null when the page that converts has died under way
 * @throws as `requestConversion`
 */
export function convertWithBrowser(
  attachmentId: string,
  signal: AbortSignal,
): Promise<MediaInfo | null> {
  const effects = {
    openPage: openConversionPage,
    closePage: closeConversionPage,
    send: askHiddenPage,
    readUpdatedAt: async () => (await getAttachment(attachmentId))?.updatedAtMs ?? null,
    sleep,
    now: () => Date.now(),
  };
  return navigator.locks.request("conversion", { signal }, () =>
    requestConversion(attachmentId, effects, signal),
  );
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
