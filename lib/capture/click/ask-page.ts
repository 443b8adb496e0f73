import { browser } from "wxt/browser";
import type { CaptureSource } from "../../jobs/attachment";
import { describeInPage, type PageDescription } from "../page/describe-in-page";

/** What a page has said about a picture; `wasLetIn` false: it was not asked. */
export interface PageWord {
  readonly wasLetIn: boolean;
  readonly description: PageDescription | null;
}

/** Asks the page what it says about the picture; a page that does not let us in says nothing. */
export async function askPage(
  source: Pick<CaptureSource, "tabId" | "frameId" | "url" | "element" | "key">,
): Promise<PageWord> {
  try {
    const [injection] = await browser.scripting.executeScript({
      target: { tabId: source.tabId, frameIds: [source.frameId] },
      func: describeInPage,
      args: [source.url, source.element, source.key ?? null],
    });
    return { wasLetIn: true, description: injection?.result ?? null };
  } catch (error) {
    // The browser refuses frames of other origins and its own pages, without a code.
    if (!(error instanceof Error)) throw error;
    return { wasLetIn: false, description: null };
  }
}
