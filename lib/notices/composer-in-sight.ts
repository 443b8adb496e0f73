import { browser } from "wxt/browser";

/**
 * Whether the person has the composer before their eyes, as the popup or as a tab in front in the
 * window that they use: what it shows needs no notification.
 */
export async function isComposerInSight(): Promise<boolean> {
  const page = browser.runtime.getURL("/popup.html");
  const contexts = await browser.runtime.getContexts({ contextTypes: ["POPUP", "TAB"] });
  const own = contexts.filter(({ documentUrl }) => documentUrl?.startsWith(page));
  if (own.some(({ contextType }) => contextType === "POPUP")) return true;
  const inFront = await Promise.all(own.map(({ tabId }) => isInFront(tabId)));
  return inFront.includes(true);
}

async function isInFront(tabId: number): Promise<boolean> {
  try {
    const { active, windowId } = await browser.tabs.get(tabId);
    return active && (await browser.windows.get(windowId)).focused;
  } catch (error) {
    // Closed meanwhile; the browser gives no code.
    if (!(error instanceof Error)) throw error;
    return false;
  }
}
