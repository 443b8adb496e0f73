import { browser } from "wxt/browser";
import { defineBackground } from "wxt/utils/define-background";
import { handleClick } from "../lib/capture/click/handle-click";
import { createMenu } from "../lib/capture/click/menu";
import { watchLists } from "../lib/capture/stream/watch-lists";
import { clearReferer } from "../lib/capture/site/referer-rule";
import { answerReadyClick, openComposerTab } from "../lib/notices/open-composer";
import { createBrowserRunner } from "../lib/runner/browser-runner";
import { askSites } from "../lib/commands/ask-sites";
import { createBrowserCommands } from "../lib/commands/browser-commands";
import { retryAttachment, retryPost } from "../lib/commands/draft-commands";
import { publishByItself } from "../lib/commands/post-commands";
import { finishOverdue } from "../lib/commands/finish-overdue";
import { createMessageListener } from "../lib/commands/receive-message";
import { reportCrash } from "../lib/runner/report-crash";
import { bringPopupBack } from "../lib/notices/bring-popup-back";
import { showBadge } from "../lib/notices/show-badge";
import { openSidePanel } from "../lib/notices/side-panel";
import { showNotices } from "../lib/notices/show-notices";
import { getPreferences } from "../lib/store/preferences-store";
import { forgetInterruptedSignIns } from "../lib/x/forget-interrupted-sign-ins";
import { deleteNeedlessCopies } from "../lib/store/playable-file";
import { forgetOldPosts } from "../lib/store/retention";
import { createBrowserConnections } from "../lib/x/browser-connection";
import { welcomeOnce } from "../lib/notices/welcome-page";

// Every listener is registered in the first turn: the browser replays the event that woke the
// worker only to listeners that are there by then. What few starts need comes by `import()`.
export default defineBackground(() => {
  const x = createBrowserConnections();
  const runner = createBrowserRunner(x);
  const jobs = { runner, now: () => x.now() };

  async function resume(): Promise<void> {
    await finishOverdue(jobs);
    await runner.resumeAll();
  }

  async function forgetOldJobs(): Promise<void> {
    await forgetOldPosts(jobs.now(), (await getPreferences()).keepsActivityDays);
    await deleteNeedlessCopies();
  }

  async function retryPermitted(origins: readonly string[]): Promise<void> {
    const { takePermitted } = await import("../lib/capture/site/retry-permitted");
    for (const id of await takePermitted(origins, jobs.now())) await retryAttachment(id, jobs);
    await bringPopupBack(jobs.now());
  }

  const handleCommand = createBrowserCommands(x, jobs);

  async function answerNoticeClick(id: string, clicked: "body" | "button"): Promise<void> {
    const notices = await import("../lib/notices/answer-notice-click");
    await notices.answerNoticeClick(id, clicked, {
      retryPost: (postId) => retryPost(postId, jobs),
      openComposer: openComposerTab,
    });
  }

  browser.runtime.onInstalled.addListener(({ reason }) => {
    void createMenu().catch(reportCrash);
    if (reason === "install") void welcomeOnce().catch(reportCrash);
  });
  browser.commands.onCommand.addListener((name, tab) => {
    if (name === "open-in-tab") void openComposerTab().catch(reportCrash);
    if (name === "open-beside") void openSidePanel(tab?.windowId).catch(reportCrash);
  });
  browser.contextMenus.onClicked.addListener((info, tab) => {
    void handleClick(info, tab, {
      wakeAttachment: (id) => runner.wakeAttachment(id),
      publishByItself: (id) => publishByItself(id, jobs),
    }).catch(reportCrash);
  });
  browser.runtime.onMessage.addListener(
    createMessageListener((command) =>
      // In this very turn: later the browser no longer counts it as the person's click.
      command.type === "ask-sites"
        ? askSites(command.origins, jobs).then((value) => ({ ok: true, value }))
        : handleCommand(command),
    ),
  );
  browser.alarms.onAlarm.addListener(() => void resume().catch(reportCrash));
  globalThis.addEventListener("online", () => void resume().catch(reportCrash));
  browser.runtime.onStartup.addListener(() => void resume().catch(reportCrash));
  browser.permissions.onAdded.addListener(({ origins = [] }) => {
    void retryPermitted(origins).catch(reportCrash);
  });
  browser.notifications.onClicked.addListener((id) => {
    void answerReadyClick(id).catch(reportCrash);
    void answerNoticeClick(id, "body").catch(reportCrash);
  });
  // Firefox shows no buttons.
  if ("onButtonClicked" in browser.notifications) {
    browser.notifications.onButtonClicked.addListener((id) => {
      void answerNoticeClick(id, "button").catch(reportCrash);
    });
  }

  watchLists();
  showBadge(reportCrash);
  showNotices(reportCrash);
  void clearReferer().catch(reportCrash);
  void forgetInterruptedSignIns().catch(reportCrash);
  void forgetOldJobs().catch(reportCrash);
  void resume().catch(reportCrash);
});
