import type { Locator, Page } from "playwright-core";
import type { ExtensionBrowser } from "../browser/harness/extension-browser";
import { chooseFromContextMenu } from "../browser/harness/real-click";
import type { VirtualDisplay } from "../browser/harness/virtual-display";

/** Chooses the extension's entry for an image or video on a page. */
export type ChooseTweet = (page: Page, media: Locator) => Promise<void>;

/** Chooses it with a real right click in the browser's own menu. */
export function chooseForReal(display: VirtualDisplay): ChooseTweet {
  return (page, media) => chooseFromContextMenu(display, page, media);
}

/**
 * Chooses it where there is no screen to click on: a click on the toolbar button grants `activeTab`,
 * as the menu would have, and the menu's event is then dispatched inside the worker.
 */
export function chooseByEvent(browser: ExtensionBrowser): ChooseTweet {
  return async (page, media) => {
    const info = await media.evaluate((element) => ({
      menuItemId: element instanceof HTMLVideoElement ? "tweet-video" : "tweet-image",
      srcUrl:
        element instanceof HTMLVideoElement || element instanceof HTMLImageElement
          ? element.currentSrc
          : "",
      pageUrl: location.href,
      frameId: 0,
    }));
    await browser.clickToolbarAction(page);
    const worker = await browser.worker();
    await worker.evaluate(`(async () => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      chrome.contextMenus.onClicked.dispatch(${JSON.stringify(info)}, tab);
    })()`);
  };
}
