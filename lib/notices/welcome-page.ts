import { browser } from "wxt/browser";
import { claimWelcome } from "../store/welcome-store";

/** The page that leads from installing to the first post. */
export const WELCOME_PATH = "/welcome.html";

/** Opens the welcome page, once in the life of an installation. */
export async function welcomeOnce(): Promise<void> {
  if (!(await claimWelcome())) return;
  await browser.tabs.create({ url: browser.runtime.getURL(WELCOME_PATH) });
}
