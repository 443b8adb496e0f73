import type { Browser, BrowserContext, Page, Worker } from "playwright-core";
import type { ProfileFolder } from "./profile-folder";
import { waitUntil } from "./wait-until";
import { waitForWorker } from "./worker-status";

/** A running browser with the extension in it. */
export interface ExtensionBrowser {
  readonly context: BrowserContext;
  readonly extensionId: string;
  /** The profile; a temporary one is removed by close() or at the end of this process. */
  readonly userDataDir: string;
  /** The service worker that runs now; waits for one to start, but starts none. */
  worker(): Promise<Worker>;
  /** Opens a page of the extension in a new tab. */
  openPage(name: string): Promise<Page>;
  /**
   * The page inside the toolbar's popup; waits until it is open. Because a debugger is attached to
   * it, it stays open when it loses the focus; page.close() closes it.
   */
  realPopup(): Promise<Page>;
  /**
   * Does what a click on the extension's toolbar button does while `page` is in front: opens the
   * popup and grants `activeTab`. No second tab may show the same address.
   */
  clickToolbarAction(page: Page): Promise<void>;
  /** Ends the service worker as Chromium does after 30 idle seconds; returns when it is gone. */
  stopWorker(): Promise<void>;
  /**
   * Ends the browser without warning, like a crash (SIGKILL); the profile stays for a next launch.
   * IndexedDB is there again, but host permissions granted in the last 10 seconds may not be.
   */
  kill(): Promise<void>;
  /** Closes the browser in good order and removes a temporary profile. */
  close(): Promise<void>;
}

/** What a launch hands over. */
export interface LaunchedBrowser {
  readonly context: BrowserContext;
  readonly browser: Browser;
  readonly extensionId: string;
  readonly profile: ProfileFolder;
}

/** Makes the handles of a browser in which the extension is installed. */
export function controlBrowser(launched: LaunchedBrowser): ExtensionBrowser {
  const { context, browser, extensionId, profile } = launched;
  const address = `chrome-extension://${extensionId}/`;
  const tabs = new WeakSet<Page>();

  return {
    context,
    extensionId,
    userDataDir: profile.path,
    async worker() {
      await waitForWorker(context, address, "running");
      return waitUntil("the extension's worker to be attached", () =>
        context.serviceWorkers().find((worker) => worker.url().startsWith(address)),
      );
    },
    async openPage(name) {
      const page = await context.newPage();
      tabs.add(page);
      await page.goto(address + name);
      return page;
    },
    async realPopup() {
      const popup = await waitUntil("the toolbar popup to open", () =>
        context
          .pages()
          .find((page) => page.url().startsWith(`${address}popup.html`) && !tabs.has(page)),
      );
      await popup.waitForLoadState();
      return popup;
    },
    async clickToolbarAction(page) {
      await page.bringToFront();
      const session = await browser.newBrowserCDPSession();
      const { targetInfos } = await session.send("Target.getTargets", {
        filter: [{ type: "tab" }],
      });
      const tab = targetInfos.find(({ url }) => url === page.url());
      if (tab === undefined) {
        throw new Error("The page stands in no tab.");
      }
      await session.send("Extensions.triggerAction", { id: extensionId, targetId: tab.targetId });
      await session.detach();
    },
    stopWorker: () => waitForWorker(context, address, "stopped"),
    async kill() {
      const session = await browser.newBrowserCDPSession();
      const { processInfo } = await session.send("SystemInfo.getProcessInfo");
      const pid = processInfo.find(({ type }) => type === "browser")?.id;
      if (pid === undefined) {
        throw new Error("The browser did not tell its process id.");
      }
      const closed = context.waitForEvent("close");
      process.kill(pid, "SIGKILL");
      await closed;
      await waitUntil("the browser process to end", () => !isRunning(pid));
    },
    async close() {
      await context.close();
      profile.remove();
    },
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
