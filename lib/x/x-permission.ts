import { browser } from "wxt/browser";
import { JobFailure, jobError } from "../errors/job-error";

/** The match pattern of the X API, as it stands in the manifest's `host_permissions`. */
const X_API_PATTERN = "https://api.x.com/*";

/** The browser has said so, and has told of no permission that was taken back since. */
let isKnownAllowed = false;
/** How often one was taken back; null while nobody watches. */
let removals: number | null = null;

/**
 * Firefox lets people take back any host permission, also one from the manifest. Without it the
 * browser would hide X's answers, and a refresh token would be used up unseen: nothing is sent. The
 * browser is asked once, and again after any permission was taken back.
 *
 * @throws `JobFailure` `x-not-allowed`, with the origin to ask for
 */
export async function demandXPermission(): Promise<void> {
  if (isKnownAllowed) return;
  watchRemovals();
  const removalsBefore = removals;
  const isAllowed = await browser.permissions.contains({ origins: [X_API_PATTERN] });
  isKnownAllowed = isAllowed && removals === removalsBefore;
  if (isAllowed) return;
  throw new JobFailure(
    jobError("x-not-allowed", "sign-in", { details: { origin: X_API_PATTERN } }),
  );
}

function watchRemovals(): void {
  if (removals !== null) return;
  removals = 0;
  browser.permissions.onRemoved.addListener(() => {
    removals = (removals ?? 0) + 1;
    isKnownAllowed = false;
  });
}
