import type { FoundPick } from "../../messages";
import { browser } from "wxt/browser";
import { jobError, JobFailure } from "../../errors/job-error";
import type { CaptureSource } from "../../jobs/capture-source";
import { MAX_IMAGES } from "../../media/media-mix";
import { beginCapture } from "../click/begin-capture";
import { askFrame } from "../ask-frame";
import { planFound } from "./plan-found";
import { noteAsked } from "../click/note-asked";

/**
 * Begins the capture of what a person has picked from a page's list, in that order. All that is known
 * about it is read from the page again: the command only names it.
 *
 * @throws `JobFailure` `page-unreachable` when the page was left since
 */
export async function captureFound(
  tabId: number,
  picks: readonly FoundPick[],
  wakeAttachment: (id: string) => void,
): Promise<void> {
  const sources = await lookUpSources(tabId, picks.slice(0, MAX_IMAGES));
  if (sources.length === 0) throw new JobFailure(jobError("page-unreachable", "capture"));
  for (const source of sources) {
    // One after the other: the second joins the draft that the first began.
    const id = await navigator.locks.request("begin-capture", () =>
      beginCapture(source, Date.now()),
    );
    // The list asks for it in the same click.
    if (source.neededOrigin !== null && !(await isAllowed(source.neededOrigin))) {
      await noteAsked(id, true, Date.now());
    }
    wakeAttachment(id);
  }
}

function isAllowed(origin: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [origin] });
}

async function lookUpSources(tabId: number, picks: readonly FoundPick[]): Promise<CaptureSource[]> {
  const tab = await browser.tabs.get(tabId);
  const sources: CaptureSource[] = [];
  for (const { frameId, key } of picks) {
    const found = await askFrame({ tabId, frameId }, { type: "look-up", key }).catch(
      (cause: unknown) => {
        throw new JobFailure(jobError("page-unreachable", "capture"), { cause });
      },
    );
    if (found === null) continue;
    const { media, frameUrl } = found;
    const place = { tabId, frameId, frameUrl, pageUrl: tab.url ?? frameUrl };
    sources.push({ ...planFound(media, place), pageTitle: tab.title ?? "" });
  }
  return sources;
}
