import { browser } from "wxt/browser";
import { translate } from "../../i18n/translate";
import type { MenuClick } from "../plan-capture";

/** The menu entries' ids: one entry per context, since the browser folds several into a submenu. */
export const MENU_IMAGE = "tweet-image";
/** See {@link MENU_IMAGE}. */
export const MENU_VIDEO = "tweet-video";

/** Creates both entries anew; the browser keeps them over restarts, so once after each install or update. */
export async function createMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id: MENU_IMAGE,
    title: translate("menu_tweet_image"),
    contexts: ["image"],
  });
  browser.contextMenus.create({
    id: MENU_VIDEO,
    title: translate("menu_tweet_video"),
    contexts: ["video"],
  });
}

/** What the browser passes to `contextMenus.onClicked`, as far as it is used. */
export interface MenuClickInfo {
  readonly menuItemId: string | number;
  readonly srcUrl?: string | undefined;
  readonly pageUrl?: string | undefined;
  readonly frameUrl?: string | undefined;
  readonly frameId?: number | undefined;
}

/** Reads a click on one of our entries; null for any other, or one without a tab. */
export function readMenuClick(
  info: MenuClickInfo,
  tab: { readonly id?: number | undefined; readonly title?: string | undefined } | undefined,
): MenuClick | null {
  if (info.menuItemId !== MENU_IMAGE && info.menuItemId !== MENU_VIDEO) return null;
  if (tab?.id === undefined) return null;
  return {
    element: info.menuItemId === MENU_IMAGE ? "image" : "video",
    srcUrl: info.srcUrl ?? "",
    pageUrl: info.pageUrl ?? "",
    frameUrl: info.frameUrl ?? info.pageUrl ?? "",
    pageTitle: tab.title ?? "",
    tabId: tab.id,
    frameId: info.frameId ?? 0,
  };
}
