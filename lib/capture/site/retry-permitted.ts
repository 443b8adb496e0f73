import { NEXT_ACTIONS } from "../../errors/next-action";
import { listFailedAttachments } from "../../store/attachment-store";
import { ALL_SITES } from "./site-patterns";

/**
 * Finds the captures that failed for want of a permission which the person has just given, in
 * whatever way: the popup that asked for it may have been closed by the browser's own dialog.
 *
 * @param origins match patterns, as `permissions.onAdded` names them
 */
export async function findPermitted(origins: readonly string[]): Promise<string[]> {
  const failed = await listFailedAttachments();
  return failed
    .filter(({ error }) => {
      const action = NEXT_ACTIONS[error.code];
      const isAsked = action === "allow-site" || action === "allow-all-sites";
      return isAsked && isAmong(error.details["origin"]);
    })
    .map(({ id }) => id);

  function isAmong(origin: string | number | undefined): boolean {
    return origins.some((granted) => granted === origin || ALL_PATTERNS.has(granted));
  }
}

const ALL_PATTERNS: ReadonlySet<string> = new Set([ALL_SITES, "<all_urls>"]);
