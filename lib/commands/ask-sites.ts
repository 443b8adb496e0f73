import { browser } from "wxt/browser";
import { bringPopupBack } from "../notices/bring-popup-back";
import type { JobControl } from "../runner/job-control";
import { stayAwake } from "../runner/stay-awake";

/**
 * Asks the person, by the browser's own question, whether sites may be read. Call it in the turn in which the
 * message of the person's click arrives: Chromium counts it as that click (measured in 156; Firefox does not).
 * The worker asks because Chromium's question closes the popup, and the answer would come to nobody there.
 *
 * @param origins match patterns
 * @returns whether they may be read; false, too, where the browser does not let it ask
 */
export async function askSites(origins: readonly string[], jobs: JobControl): Promise<boolean> {
  const wanted = { origins: [...origins] };
  const answer = browser.permissions
    .request(wanted)
    .catch(() => browser.permissions.contains(wanted));
  // However long the person takes: nobody else is told of a refusal.
  const isGranted = await answer.finally(stayAwake());
  if (!isGranted) await bringPopupBack(jobs.now());
  return isGranted;
}
