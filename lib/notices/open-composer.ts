import { browser } from "wxt/browser";
import type { JobError } from "../errors/job-error";
import { translate } from "../i18n/translate";
import { isOpenBeside } from "./side-panel";

const NOTIFICATION_ID = "composer-ready";
const FAILED_CLICK_ID = "click-failed";

/**
 * Opens the composer popup. Call it in the click handler, before anything is awaited. Where the composer
 * is open beside the page already, there is nothing to do. Where the browser refuses (a window without focus, an older browser), a notification says that the composer
 * is ready; the badge on the toolbar button says so too.
 *
 * @param postsAtOnce whether there is a post to undo rather than one to write
 */
export async function openComposer(
  windowId: number | undefined,
  postsAtOnce: Promise<boolean> = Promise.resolve(false),
): Promise<void> {
  const isBeside = isOpenBeside(windowId);
  if (typeof isBeside === "boolean" ? isBeside : await isBeside) return;
  try {
    await browser.action.openPopup(windowId === undefined ? {} : { windowId });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (await isComposerOpen()) return;
    const isHeld = await postsAtOnce;
    await notify(
      NOTIFICATION_ID,
      translate(isHeld ? "notification_held_title" : "notification_ready_title"),
      translate(isHeld ? "notification_held_message" : "notification_ready_message"),
    );
  }
}

/** Says why a click has led to nothing, and what to do: it could not even be stored. */
export async function notifyFailedClick(error: JobError): Promise<void> {
  const { explainError } = await import("../errors/explain-error");
  const { sentence, nextStep } = explainError(error);
  await notify(FAILED_CLICK_ID, sentence, nextStep);
}

async function notify(id: string, title: string, message: string): Promise<void> {
  const iconUrl = browser.runtime.getURL("/icons/128.png");
  await browser.notifications.create(id, { type: "basic", iconUrl, title, message });
}

/** Answers a click on the notification that the composer is ready; any other is left alone. */
export async function answerReadyClick(notificationId: string): Promise<void> {
  if (notificationId !== NOTIFICATION_ID) return;
  await browser.notifications.clear(notificationId);
  await openComposerTab();
}

/** Opens the composer in a tab, which is possible everywhere and always. */
export async function openComposerTab(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL("/popup.html") });
}

/** Whether the popup is open in any window. */
export async function isComposerOpen(): Promise<boolean> {
  const contexts = await browser.runtime.getContexts({ contextTypes: ["POPUP"] });
  return contexts.length > 0;
}
