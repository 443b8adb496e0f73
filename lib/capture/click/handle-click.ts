import { browser } from "wxt/browser";
import { toJobError } from "../../errors/job-error";
import { askPage } from "./ask-page";
import { beginCapture } from "./begin-capture";
import { keepEarlyWord } from "./early-words";
import { isSample, sampleSource } from "./capture-sample";
import { getAttachment } from "../../store/attachment-store";
import { forgetSiteRequest, noteSiteRequest } from "../../store/site-request-store";
import { setOpenDraftId } from "../../store/open-draft-store";
import { getPreferences } from "../../store/preferences-store";
import { type MenuClickInfo, readMenuClick } from "./menu";
import { notifyFailedClick, openComposer } from "../../notices/open-composer";
import { awaitPrompt } from "./open-prompts";
import { planCapture } from "../plan-capture";

/** The tab of a click, as far as it is used. */
export interface ClickedTab {
  readonly id?: number | undefined;
  readonly windowId?: number | undefined;
  readonly title?: string | undefined;
}

/** What a click sets going. */
export interface ClickedJobs {
  wakeAttachment(id: string): void;
  /** Publishes the picture's post without the composer, after some seconds to undo. */
  publishByItself(attachmentId: string): Promise<void>;
}

/**
 * Answers a click on a menu entry. The permission prompt must be asked for before anything is
 * awaited: afterwards the browser no longer counts it as the person's own click. The popup opens
 * once the prompt is answered, yes or no: opened at once it would take the keyboard from it.
 * Where the click cannot be stored, a notification says so: there is nothing that the popup could show.
 */
export function handleClick(
  info: MenuClickInfo,
  tab: ClickedTab | undefined,
  jobs: ClickedJobs,
): Promise<void> {
  const click = readMenuClick(info, tab);
  if (click === null) return Promise.resolve();
  const source = isSample(click.srcUrl) ? sampleSource(click.pageTitle) : planCapture(click);
  const { neededOrigin } = source;
  const granted = neededOrigin === null ? null : askFor(neededOrigin);
  // While the click is stored; what it does not let us ask, the capture asks.
  const word = askPage(source).catch(() => null);
  const postsAtOnce = getPreferences().then((preferences) => preferences.postsAtOnce);
  // What cannot be read fails below, where the person is told.
  const isHeld = postsAtOnce.catch(() => false);
  const opened =
    granted === null
      ? openComposer(tab?.windowId, isHeld)
      : granted.then((isGranted) =>
          openComposer(tab?.windowId, isGranted ? isHeld : Promise.resolve(false)),
        );
  return follow().catch(async (failure: unknown) => {
    await notifyFailedClick(toJobError(failure, "capture"));
    throw failure;
  });

  /** Should the worker end meanwhile, the browser's own event goes on with what was asked for. */
  async function awaitAnswer(id: string, answer: Promise<boolean>): Promise<void> {
    awaitPrompt(id, answer);
    await noteSiteRequest(id, Date.now());
    void answer.finally(() => forgetSiteRequest(id));
  }

  async function follow(): Promise<void> {
    // One click after the other: the second joins the draft that the first began.
    const isForItself = await postsAtOnce;
    const id = await navigator.locks.request("begin-capture", () =>
      beginCapture(source, Date.now(), { draft: isForItself ? "own" : "open" }),
    );
    keepEarlyWord(id, word);
    if (granted !== null) await awaitAnswer(id, granted);
    jobs.wakeAttachment(id);
    // The seconds to undo begin when the prompt no longer lies over the button.
    if (isForItself) {
      if ((await granted) === false) await showItsDraft(id);
      else await jobs.publishByItself(id);
    }
    await opened;
  }
}

/**
 * Asks the browser for a site. The browser rejects, instead of answering no, what it does not count as a
 * click and what a policy forbids: then only what was allowed before holds.
 */
function askFor(origin: string): Promise<boolean> {
  const origins = [origin];
  return browser.permissions
    .request({ origins })
    .catch(() => browser.permissions.contains({ origins }));
}

/** Without its site there is nothing to post: the person sees why, and can allow it. */
async function showItsDraft(attachmentId: string): Promise<void> {
  const attachment = await getAttachment(attachmentId);
  if (attachment !== undefined) await setOpenDraftId(attachment.postId);
}
