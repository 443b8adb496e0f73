import { browser } from "wxt/browser";
import { translate } from "../../i18n/translate";
import { isSiteQuestionKnown } from "../../store/site-request-store";
import type { MenuClick } from "../plan-capture";

/** The menu entries' ids: one entry per context, since the browser folds several into a submenu. */
export const MENU_IMAGE = "tweet-image";
/** See {@link MENU_IMAGE}. */
export const MENU_VIDEO = "tweet-video";

/**
 * Stands behind the ids until the person knows why the browser asks for sites. A click must decide at once
 * whether it asks, before anything can be read from the store: the entry that was clicked tells it.
 */
const UNTOLD = "-untold";

/**
 * Creates both entries anew; the browser keeps them over restarts, so once after each install or update,
 * and when the person has learned why the browser asks for sites.
 */
export async function createMenu(): Promise<void> {
  const suffix = (await isSiteQuestionKnown()) ? "" : UNTOLD;
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id: MENU_IMAGE + suffix,
    title: translate("menu_tweet_image"),
    contexts: ["image"],
  });
  browser.contextMenus.create({
    id: MENU_VIDEO + suffix,
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

/** Whether the person has not learned yet why the browser asks for sites, as far as the menu knows. */
export function isUntoldClick({ menuItemId }: MenuClickInfo): boolean {
  return String(menuItemId).endsWith(UNTOLD);
}

/** Reads a click on one of our entries; null for any other, or one without a tab. */
export function readMenuClick(
  info: MenuClickInfo,
  tab: { readonly id?: number | undefined; readonly title?: string | undefined } | undefined,
): MenuClick | null {
  const menuItemId = String(info.menuItemId).replace(UNTOLD, "");
  if (menuItemId !== MENU_IMAGE && menuItemId !== MENU_VIDEO) return null;
  if (tab?.id === undefined) return null;
  return {
    element: menuItemId === MENU_IMAGE ? "image" : "video",
    srcUrl: info.srcUrl ?? "",
    pageUrl: info.pageUrl ?? "",
    frameUrl: info.frameUrl ?? info.pageUrl ?? "",
    pageTitle: tab.title ?? "",
    tabId: tab.id,
    frameId: info.frameId ?? 0,
  };
}
