import { browser } from "wxt/browser";
import { translate } from "../i18n/translate";

const NOTIFICATION_ID = "composer-ready";

/**
 * Opens the composer popup. Call it in the click handler, before anything is awaited. Where the
 * browser refuses (a window without focus, an older browser), a notification says that the composer
 * is ready; the badge on the toolbar button says so too.
 */
export async function openComposer(windowId: number | undefined): Promise<void> {
  try {
    await browser.action.openPopup(windowId === undefined ? {} : { windowId });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (await isComposerOpen()) return;
    await browser.notifications.create(NOTIFICATION_ID, {
      type: "basic",
      iconUrl: browser.runtime.getURL("/icons/128.png"),
      title: translate("notification_ready_title"),
      message: translate("notification_ready_message"),
    });
  }
}

/** Opens the composer in a tab: the answer to a click on the notification, which can always be shown. */
export async function openComposerTab(notificationId: string): Promise<void> {
  if (notificationId !== NOTIFICATION_ID) return;
  await browser.notifications.clear(notificationId);
  await browser.tabs.create({ url: browser.runtime.getURL("/popup.html") });
}

/** Whether the popup is open in any window. */
export async function isComposerOpen(): Promise<boolean> {
  const contexts = await browser.runtime.getContexts({ contextTypes: ["POPUP"] });
  return contexts.length > 0;
}
