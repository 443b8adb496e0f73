import type { CaptureSource } from "../../jobs/capture-source";
import { askFrame } from "../ask-frame";
import type { PageDescription, PageTarget } from "../page/page-messages";

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
    const description = await askFrame(source, { type: "describe", target: pageTarget(source) });
    return { wasLetIn: true, description };
  } catch (error) {
    // The browser refuses frames of other origins and its own pages, without a code.
    if (!(error instanceof Error)) throw error;
    return { wasLetIn: false, description: null };
  }
}

/** The element of a source, as its page is asked for it. */
export function pageTarget({
  url,
  element,
  key,
}: Pick<CaptureSource, "url" | "element" | "key">): PageTarget {
  return { srcUrl: url, element, key: key ?? null };
}
