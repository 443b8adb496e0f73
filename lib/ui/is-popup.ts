import { browser } from "wxt/browser";

/** Whether this page is the toolbar's popup, which the browser closes as soon as something else has the focus. */
export function isPopup(): boolean {
  return browser.extension.getViews({ type: "popup" }).includes(window);
}
