import { expectPopupBack } from "../../store/popup-return-store";
import { noteSiteRequest } from "../../store/site-request-store";

/**
 * Notes that a page of ours asks the browser for the site of an attachment. The popup, which the browser's
 * question may close, comes back after the answer.
 *
 * @param inPopup whether it is the popup that asks
 * @param nowMs epoch milliseconds
 */
export async function noteAsked(
  attachmentId: string,
  inPopup: boolean,
  nowMs: number,
): Promise<void> {
  await noteSiteRequest(attachmentId, nowMs);
  if (inPopup) await expectPopupBack(nowMs);
}
