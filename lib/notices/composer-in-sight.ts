import { browser } from "wxt/browser";
import { windowsOfSidePanels } from "./side-panel";

/**
 * Whether the person has the composer before their eyes: as the popup, or as a tab in front or beside the
 * pages in the window that they use. What it shows needs no notification.
 */
export async function isComposerInSight(): Promise<boolean> {
  const page = browser.runtime.getURL("/popup.html");
  const contexts = await browser.runtime.getContexts({ contextTypes: ["POPUP", "TAB"] });
  const own = contexts.filter(({ documentUrl }) => documentUrl?.startsWith(page));
  if (own.some(({ contextType }) => contextType === "POPUP")) return true;
  const inSight = await Promise.all([
    ...own.map(({ tabId }) => isInFront(tabId)),
    ...[...(await windowsOfSidePanels())].map((windowId) => isInUse(windowId)),
  ]);
  return inSight.includes(true);
}

async function isInFront(tabId: number): Promise<boolean> {
  try {
    const { active, windowId } = await browser.tabs.get(tabId);
    return active && (await isInUse(windowId));
  } catch (error) {
    // Closed meanwhile; the browser gives no code.
    if (!(error instanceof Error)) throw error;
    return false;
  }
}

async function isInUse(windowId: number): Promise<boolean> {
  try {
    return (await browser.windows.get(windowId)).focused;
  } catch (error) {
    // Closed meanwhile, as above.
    if (!(error instanceof Error)) throw error;
    return false;
  }
}
