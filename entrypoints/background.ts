import { browser } from "wxt/browser";
import { defineBackground } from "wxt/utils/define-background";
import { handleClick } from "../lib/capture/handle-click";
import { createMenu } from "../lib/capture/menu";
import { answerReadyClick, openComposerTab } from "../lib/capture/open-composer";
import { findPermitted } from "../lib/capture/retry-permitted";
import { createAccountControl } from "../lib/jobs/browser-accounts";
import { createBrowserRunner } from "../lib/jobs/browser-runner";
import { createCommandHandler } from "../lib/jobs/command-handler";
import { retryAttachment, retryPost } from "../lib/jobs/draft-commands";
import { publishByItself } from "../lib/jobs/post-commands";
import { createMessageListener } from "../lib/jobs/receive-message";
import { finishOverdueRemovals } from "../lib/jobs/remove-attachment";
import { reportCrash } from "../lib/jobs/report-crash";
import { showBadge } from "../lib/jobs/show-badge";
import { answerNoticeClick, showNotices } from "../lib/jobs/show-notices";
import { getPreferences } from "../lib/store/preferences-store";
import { forgetInterruptedSignIns } from "../lib/x/account";
import { forgetOldPosts } from "../lib/store/retention";
import { createBrowserConnections } from "../lib/x/browser-connection";
import { welcomeOnce } from "../lib/jobs/welcome-page";

// Every listener is registered in the first turn: the browser replays the event that woke the
// worker only to listeners that are there by then.
export default defineBackground(() => {
  const x = createBrowserConnections();
  const runner = createBrowserRunner(x);
  const jobs = { runner, now: () => x.now() };

  async function resume(): Promise<void> {
    await finishOverdueRemovals(jobs);
    await runner.resumeAll();
  }

  async function forgetOldJobs(): Promise<void> {
    await forgetOldPosts(jobs.now(), (await getPreferences()).keepsActivityDays);
  }

  async function retryPermitted(origins: readonly string[]): Promise<void> {
    for (const id of await findPermitted(origins)) await retryAttachment(id, jobs);
  }

  const handleCommand = createCommandHandler(jobs, createAccountControl(x, jobs));
  const noticeEffects = {
    retryPost: (postId: string) => retryPost(postId, jobs),
    openComposer: openComposerTab,
  };

  browser.runtime.onInstalled.addListener(({ reason }) => {
    void createMenu().catch(reportCrash);
    if (reason === "install") void welcomeOnce().catch(reportCrash);
  });
  browser.commands.onCommand.addListener((name) => {
    if (name === "open-in-tab") void openComposerTab().catch(reportCrash);
  });
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
  browser.notifications.onClicked.addListener((id) => {
    void answerReadyClick(id).catch(reportCrash);
    void answerNoticeClick(id, "body", noticeEffects).catch(reportCrash);
  });
  // Firefox shows no buttons.
  if ("onButtonClicked" in browser.notifications) {
    browser.notifications.onButtonClicked.addListener((id) => {
      void answerNoticeClick(id, "button", noticeEffects).catch(reportCrash);
    });
  }

  showBadge(reportCrash);
  showNotices(reportCrash);
  void forgetInterruptedSignIns().catch(reportCrash);
  void forgetOldJobs().catch(reportCrash);
  void resume().catch(reportCrash);
});
