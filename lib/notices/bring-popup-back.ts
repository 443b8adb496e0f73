import { takePopupBack } from "../store/popup-return-store";
import { isComposerInSight } from "./composer-in-sight";
import { openComposer } from "./open-composer";

/**
 * Opens the popup again that asked the browser for a site, once that is answered: the browser's question may
 * have closed it. Where the browser does not let it open, a notification leads back.
 *
 * @param nowMs epoch milliseconds
 */
export async function bringPopupBack(nowMs: number): Promise<void> {
  if ((await takePopupBack(nowMs)) && !(await isComposerInSight())) await openComposer(undefined);
}
