import { useEffect, useState } from "preact/hooks";
import { browser } from "wxt/browser";

/**
 * Counts how often another page may have come in front of this window: another tab, a tab that has loaded,
 * a site that was allowed, or the person coming back from the toolbar, whose button opens a page to the
 * extension. For a composer that stays while pages change.
 */
export function usePageTurns(isWatched: boolean): number {
  const [turns, setTurns] = useState(0);
  useEffect(() => {
    if (!isWatched) return undefined;
    const turn = () => setTurns((before) => before + 1);
    let ownWindowId: number | undefined;
    void browser.windows.getCurrent().then(({ id }) => (ownWindowId = id));
    const chosen = ({ windowId }: { readonly windowId: number }) => {
      if (windowId === ownWindowId) turn();
    };
    const loaded = (
      _tabId: number,
      { status }: { readonly status?: string | undefined },
      { active, windowId }: { readonly active: boolean; readonly windowId?: number | undefined },
    ) => {
      if (status === "complete" && active && windowId === ownWindowId) turn();
    };
    browser.tabs.onActivated.addListener(chosen);
    browser.tabs.onUpdated.addListener(loaded);
    browser.permissions.onAdded.addListener(turn);
    globalThis.addEventListener("focus", turn);
    return () => {
      browser.tabs.onActivated.removeListener(chosen);
      browser.tabs.onUpdated.removeListener(loaded);
      browser.permissions.onAdded.removeListener(turn);
      globalThis.removeEventListener("focus", turn);
    };
  }, [isWatched]);
  return turns;
}
