import { browser } from "wxt/browser";

const PROBE_TIMEOUT_MS = 10_000;

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

/** Whether X's site answers at all. The answer itself stays hidden: there is no permission for it, nor need. */
export async function isXReachable(): Promise<boolean> {
  try {
    await fetch("https://x.com/", {
      mode: "no-cors",
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
    });
    return true;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return false;
  }
}
