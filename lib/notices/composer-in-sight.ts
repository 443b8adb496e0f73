import { browser } from "wxt/browser";
import { SIDE_PANEL_PAGE } from "./side-panel";

const PAGES = ["/popup.html", SIDE_PANEL_PAGE] as const;

/**
 * Whether the person has the composer before their eyes: as the popup, or as a tab in front or beside the
 * pages in the window that they use. What it shows needs no notification.
 */
export async function isComposerInSight(): Promise<boolean> {
  const pages = PAGES.map((page) => browser.runtime.getURL(page));
  const contexts = await browser.runtime.getContexts({
    contextTypes: ["POPUP", "TAB", "SIDE_PANEL"],
  });
  const own = contexts.filter(({ documentUrl }) =>
    pages.some((page) => documentUrl?.startsWith(page)),
  );
  const inSight = await Promise.all(own.map((context) => isInSight(context)));
  return inSight.includes(true);
}

async function isInSight({
  contextType,
  tabId,
  windowId,
}: {
  readonly contextType: string;
  readonly tabId: number;
  readonly windowId: number;
}): Promise<boolean> {
  if (contextType === "POPUP") return true;
  try {
    if (contextType === "SIDE_PANEL") return (await browser.windows.get(windowId)).focused;
    const tab = await browser.tabs.get(tabId);
    return tab.active && (await browser.windows.get(tab.windowId)).focused;
  } catch (error) {
    // Closed meanwhile; the browser gives no code.
    if (!(error instanceof Error)) throw error;
    return false;
  }
}
