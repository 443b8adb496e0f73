import { browser } from "wxt/browser";

/**
 * Shows X's page in the browser's own sign-in window, and returns the address it redirected to.
 *
 * @throws when the person closes the window, or the page cannot be loaded; the browser gives no code
 */
export async function showSignInPage(url: string): Promise<string> {
  const redirectedTo = await browser.identity.launchWebAuthFlow({ url, interactive: true });
  if (redirectedTo === undefined) throw new Error("The sign-in window was closed");
  return redirectedTo;
}
