import { browser } from "wxt/browser";

/** Shows the same composer in a tab, where a file dialog does not close it, and closes the popup. */
export async function openInTab(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL("/popup.html") });
  window.close();
}
