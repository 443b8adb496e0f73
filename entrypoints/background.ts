import { browser } from "wxt/browser";
import { defineBackground } from "wxt/utils/define-background";
import { handleClick } from "../lib/capture/handle-click";
import { createMenu } from "../lib/capture/menu";
import { isComposerOpen, openComposer, openComposerTab } from "../lib/capture/open-composer";
import { findPermitted } from "../lib/capture/retry-permitted";
import { createBrowserRunner } from "../lib/jobs/browser-runner";
import { createCommandHandler } from "../lib/jobs/command-handler";
import { retryAttachment } from "../lib/jobs/draft-commands";
import { publishByItself } from "../lib/jobs/post-commands";
import { createMessageListener } from "../lib/jobs/receive-message";
import { reportCrash } from "../lib/jobs/report-crash";
import { stayAwake } from "../lib/jobs/stay-awake";
import { showBadge } from "../lib/jobs/show-badge";
import {
  forgetInterruptedSignIn,
  saveClientId,
  signInAccount,
  signOutAccount,
} from "../lib/x/account";
import { finishOverdueRemovals } from "../lib/jobs/remove-attachment";
import { getPreferences } from "../lib/store/preferences-store";
import { forgetOldPosts } from "../lib/store/retention";
import { createBrowserConnection } from "../lib/x/browser-connection";
import { isXReachable, pasteRedirect, showSignInPage } from "../lib/x/sign-in-page";

// Every listener is registered in the first turn: the browser replays the event that woke the
// worker only to listeners that are there by then.
export default defineBackground(() => {
  const x = createBrowserConnection();
  const { fetch: fetchFromX, now } = x;
  const runner = createBrowserRunner(x);
  const jobs = { runner, now };
  const redirectUri = () => browser.identity.getRedirectURL();

  async function signIn(): Promise<void> {
    const beganInPopup = await isComposerOpen();
    // However long the person takes: an ended worker would forget what X's answer belongs to.
    const fallAsleep = stayAwake();
    await signInAccount(
      {
        fetch: fetchFromX,
        redirectUri: redirectUri(),
        now,
        showPage: showSignInPage,
        isXReachable,
      },
      x,
    ).finally(fallAsleep);
    await runner.resumeAll();
    // X's window has closed the popup: the person goes on where they were.
    if (beganInPopup) await openComposer(undefined);
  }

  async function resume(): Promise<void> {
    await finishOverdueRemovals(jobs);
    await runner.resumeAll();
  }

  async function forgetOldJobs(): Promise<void> {
    await forgetOldPosts(now(), (await getPreferences()).keepsActivityDays);
  }

  async function retryPermitted(origins: readonly string[]): Promise<void> {
    for (const id of await findPermitted(origins)) await retryAttachment(id, jobs);
  }

  const handleCommand = createCommandHandler(jobs, {
    saveClientId: (clientId) => saveClientId(clientId, fetchFromX),
    beginSignIn: () => void signIn().catch(reportCrash),
    pasteRedirect,
    signOut: async () => void (await signOutAccount(fetchFromX)),
    redirectUri,
  });

  browser.runtime.onInstalled.addListener(() => void createMenu().catch(reportCrash));
  browser.contextMenus.onClicked.addListener((info, tab) => {
    void handleClick(info, tab, {
      wakeAttachment: (id) => runner.wakeAttachment(id),
      publishByItself: (id) => publishByItself(id, jobs),
    }).catch(reportCrash);
  });
  browser.runtime.onMessage.addListener(createMessageListener(handleCommand));
  browser.alarms.onAlarm.addListener(() => void resume().catch(reportCrash));
  globalThis.addEventListener("online", () => void resume().catch(reportCrash));
  browser.runtime.onStartup.addListener(() => void resume().catch(reportCrash));
  browser.permissions.onAdded.addListener(({ origins = [] }) => {
    void retryPermitted(origins).catch(reportCrash);
  });
  browser.notifications.onClicked.addListener((id) => void openComposerTab(id).catch(reportCrash));

  showBadge(reportCrash);
  void forgetInterruptedSignIn().catch(reportCrash);
  void forgetOldJobs().catch(reportCrash);
  void resume().catch(reportCrash);
});
