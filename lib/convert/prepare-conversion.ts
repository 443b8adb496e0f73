import { browser } from "wxt/browser";
import type { ConversionRequest } from "../messages";
import { openConversionPage } from "./conversion-page";

/**
 * Has the hidden page draw a picture that is being edited, or load what joins the pieces of a stream that come in. Nothing
 * is lost where it does not: the conversion does it then.
 */
export async function prepareConversion(attachmentId: string): Promise<void> {
  await openConversionPage();
  const request: ConversionRequest = { type: "prepare-conversion", attachmentId };
  await browser.runtime.sendMessage(request);
}
