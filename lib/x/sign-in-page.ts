import { browser } from "wxt/browser";
import { JobFailure, jobError } from "../errors/job-error";
import { demandXPermission } from "./x-permission";

const PROBE_TIMEOUT_MS = 10_000;

/** Takes an address for the sign-in under way; in memory, as a sign-in dies with the worker. */
let endWith: ((address: string) => void) | null = null;

/**
 * Shows X's page in the browser's own sign-in window, and returns the address it redirected to: the
 * browser's, or the one given to {@link pasteRedirect}, whichever comes first.
 *
 * @throws when the person closes the window, or the page cannot be loaded; the browser gives no code.
 * `JobFailure` `x-not-allowed` where the code that X gives could not be redeemed
 */
export async function showSignInPage(url: string): Promise<string> {
  await demandXPermission();
  let endThis: typeof endWith = null;
  const pasted = new Promise<string>((resolve) => {
    endThis = resolve;
    endWith = resolve;
  });
  try {
    const redirectedTo = await Promise.race([
      pasted,
      browser.identity.launchWebAuthFlow({ url, interactive: true }),
    ]);
    if (redirectedTo === undefined) throw new Error("The sign-in window was closed");
    return redirectedTo;
  } finally {
    // Another account's sign-in may have begun since.
    if (endWith === endThis) endWith = null;
  }
}

/**
 * Ends the sign-in under way with the address that X's page ended on: Firefox may show it, as a page
 * that does not load, instead of handing it over. It is checked like any other.
 *
 * @throws `JobFailure` `sign-in-closed` when no sign-in is under way
 */
export function pasteRedirect(address: string): void {
  if (endWith === null) throw new JobFailure(jobError("sign-in-closed", "sign-in"));
  endWith(address);
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
