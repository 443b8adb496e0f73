import { browser } from "wxt/browser";
import { JobFailure, jobError } from "../errors/job-error";

/** The match pattern of the X API, as it stands in the manifest's `host_permissions`. */
const X_API_PATTERN = "https://api.x.com/*";

/**
 * Firefox lets people take back any host permission, also one from the manifest. Without it the
 * browser would hide X's answers, and a refresh token would be used up unseen: nothing is sent.
 *
 * @throws `JobFailure` `x-not-allowed`, with the origin to ask for
 */
export async function demandXPermission(): Promise<void> {
  if (await browser.permissions.contains({ origins: [X_API_PATTERN] })) return;
  throw new JobFailure(
    jobError("x-not-allowed", "sign-in", { details: { origin: X_API_PATTERN } }),
  );
}
