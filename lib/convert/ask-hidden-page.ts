import { browser } from "wxt/browser";
import type { ConversionRequest } from "../messages";

/** Names the connections that the page that converts takes. */
export const HIDDEN_PAGE_PORT = "hidden-page";

/**
 * Asks something of the page that converts, which must be open, and resolves with its answer. Over a connection: what is
 * sent as a message goes to every page of the extension that hears messages, and a page that hears them is handed each
 * part of a file that a web page sends, whose bytes the browser then keeps until that page's collector comes.
 *
 * @throws where there is no page, or it dies before it answers
 */
export function askHiddenPage(request: ConversionRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const port = browser.runtime.connect({ name: HIDDEN_PAGE_PORT });
    port.onMessage.addListener((answer: unknown) => {
      resolve(answer);
      port.disconnect();
    });
    port.onDisconnect.addListener(() => {
      // Read, so that the browser does not report as an error what is an answer here.
      const why = browser.runtime.lastError?.message;
      reject(new Error(why ?? "The hidden page is gone"));
    });
    port.postMessage(request);
  });
}
