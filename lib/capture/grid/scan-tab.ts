import { browser } from "wxt/browser";
import { type PageMedia, rankMedia } from "./rank-media";
import { askAllFrames, type FrameAnswers, type FrameBounds } from "../ask-frame";
import type { FrameScan, ScanBounds } from "../page/page-messages";

/** A frame is looked at this far: a page without end must not hold up the popup. */
const BOUNDS: ScanBounds = { maxElements: 10_000, maxFound: 400, maxMs: 600 };

/** Frames of one process are looked at one after the other: a page of very many must not hold it up either. */
const FRAME_BOUNDS: FrameBounds = { maxFrames: 50, withinMs: 3000 };

/**
 * What the page in the tab in front holds; `guarded`: the browser lets no extension in; `not-allowed`: it
 * would let this one in after a click on its button or its menu entry on that page, or with all sites allowed.
 */
export type TabScan =
  | {
      readonly outcome: "scanned";
      readonly tabId: number;
      readonly pageUrl: string;
      readonly media: readonly PageMedia[];
      readonly isCut: boolean;
    }
  | { readonly outcome: "guarded" }
  | { readonly outcome: "not-allowed" };

/**
 * Looks through the tab in front of this window, in all frames that the extension may enter: the click
 * on the toolbar button has opened the tab's own origin to it. A composer that stays beside the page
 * meets tabs as well on which nothing was clicked.
 */
export async function scanTab(): Promise<TabScan> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) return { outcome: "guarded" };
  const { answers, isCut } = await scanFrames(tab.id);
  const scans = answers.map(({ frameId, answer }) => ({ frameId, scan: answer }));
  // Of a tab that it may not enter, an extension does not learn the address either.
  if (scans.length === 0 && !isCut)
    return { outcome: tab.url === undefined ? "not-allowed" : "guarded" };
  return {
    outcome: "scanned",
    tabId: tab.id,
    pageUrl: tab.url ?? scans[0]?.scan.frameUrl ?? "",
    media: rankMedia(scans),
    isCut: isCut || scans.some(({ scan }) => scan.isCut),
  };
}

async function scanFrames(tabId: number): Promise<FrameAnswers<FrameScan>> {
  try {
    return await askAllFrames(tabId, { type: "scan", bounds: BOUNDS }, FRAME_BOUNDS);
  } catch (error) {
    // The browser refuses its own pages, and its store, without a code.
    if (!(error instanceof Error)) throw error;
    return { answers: [], isCut: false };
  }
}
