import { expectPopupBack } from "../../store/popup-return-store";
import { isSiteQuestionKnown, noteSiteRequest } from "../../store/site-request-store";
import { createMenu } from "./menu";

/**
 * Notes that a page of ours, having said why, asks the browser for the site of an attachment. From now on a click
 * on a picture asks at once; and the popup, which the browser's question may close, comes back after the answer.
 *
 * @param inPopup whether it is the popup that asks
 * @param nowMs epoch milliseconds
 */
export async function noteAsked(
  attachmentId: string,
  inPopup: boolean,
  nowMs: number,
): Promise<void> {
  const wasKnown = await isSiteQuestionKnown();
  await noteSiteRequest(attachmentId, nowMs);
  if (inPopup) await expectPopupBack(nowMs);
  if (!wasKnown) await createMenu();
}
