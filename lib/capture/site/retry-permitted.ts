import { NEXT_ACTIONS } from "../../errors/next-action";
import { wantedOrigin } from "../../errors/wanted-origin";
import { listFailedAttachments } from "../../store/attachment-store";
import { forgetSiteRequest, listSiteRequests } from "../../store/site-request-store";
import { isCovered } from "./site-patterns";

/**
 * Takes the captures that failed for want of a permission which the person was just asked for, and has
 * given: the popup that asked may have been closed by the browser's own dialog. What was refused earlier,
 * or failed for want of the same site at another time, starts nothing: nobody has asked for it now.
 *
 * @param origins match patterns, as `permissions.onAdded` names them
 * @param nowMs epoch milliseconds
 */
export async function takePermitted(origins: readonly string[], nowMs: number): Promise<string[]> {
  const [failed, asked] = await Promise.all([listFailedAttachments(), listSiteRequests(nowMs)]);
  const permitted = failed
    .filter(({ id, error }) => {
      const action = NEXT_ACTIONS[error.code];
      const wantsSite = action === "allow-site" || action === "allow-all-sites";
      return wantsSite && asked.has(id) && isAmong(wantedOrigin(error));
    })
    .map(({ id }) => id);
  for (const id of permitted) await forgetSiteRequest(id);
  return permitted;

  function isAmong(origin: string | null): boolean {
    return origin !== null && isCovered(origin, origins);
  }
}
