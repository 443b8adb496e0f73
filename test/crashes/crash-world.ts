import type { Page, Worker } from "playwright-core";
import type { Browser } from "wxt/browser";
import { type ExtensionWorld, startExtensionWorld } from "../browser/extension-world";
import type { XServerOptions } from "../x-server/x-server";
import { Desk } from "./desk";
import { addressOf, type SubjectFile } from "./subjects";
import { installProbe, type ProbeTarget } from "./worker-probe";

/**
 * The extension's own, in functions that run inside its worker. Chromium's events can be dispatched,
 * which its types do not say.
 */
declare const chrome: typeof Browser & {
  readonly contextMenus: { readonly onClicked: { dispatch(info: object, tab: object): void } };
};

/** One look by X, so that the number of polls is the same in every run. */
const ONE_POLL = [
  { state: "in_progress", lastsMs: 100, checkAfterSecs: 0.4, progressPercent: 40 },
  { state: "succeeded", progressPercent: 100 },
] as const;

/** A browser in which the worker can be stopped wherever one likes. */
export interface CrashWorld {
  readonly extension: ExtensionWorld;
  readonly desk: Desk;
  /** How often the worker was stopped. */
  readonly stops: number;
  /**
   * Chooses the extension's menu entry for a file, without the browser's own menu. Answers how often
   * the worker had been stopped by then: one that is stopped later may not have stored the click.
   */
  click(file: SubjectFile): Promise<number>;
  /** Has the worker freeze at an event; resolves when it is there. Null: only to note the events. */
  arm(target: ProbeTarget | null): Promise<{ readonly reached: Promise<void> }>;
  /** What the probe has noted since it was armed. */
  events(): Promise<readonly string[]>;
  /** Stops the worker, and looks around before anybody's click starts it again. */
  stopWorker(lookAround: () => Promise<void>): Promise<void>;
  /** Sets the clock of the worker that runs ahead, and has it look what is due. */
  leapAhead(aheadMs: number): Promise<void>;
  /** Forgets all jobs, here and at X. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the browser, signs in, and lets the extension read the pictures of one site. */
export async function startCrashWorld(x: XServerOptions = {}): Promise<CrashWorld> {
  const extension = await startExtensionWorld({ x: { processing: ONE_POLL, ...x } });
  const { browser } = extension;
  await extension.signIn();
  // The one thing that needs a real click: the browser's own permission prompt.
  const { page, media } = await extension.visit("cross-origin-image");
  await extension.tweet(page, media);
  await extension.answerPrompt("allow");
  const popup = await extension.composerPopup();
  await popup.mediaIn("ready").waitFor();
  await popup.page.close();
  await page.close();

  const desk = new Desk(async () => {
    const deskPage = await browser.openPage("options.html");
    await allowNames(deskPage);
    return deskPage;
  });
  const runningWorker = async (): Promise<Worker> => {
    await desk.send({ type: "resume" });
    const worker = await browser.worker();
    await allowNames(worker);
    return worker;
  };

  let stops = 0;
  let last: Promise<unknown> = Promise.resolve();
  /** One thing after another: what the debugger has sent to a dying worker may reach the next one. */
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const turn = last.then(task);
    last = turn.catch(() => undefined);
    return turn;
  };
  const click = async (file: SubjectFile) => {
    const worker = await runningWorker();
    await worker.evaluate(
      async ({ element, srcUrl }) => {
        const [tab] = await chrome.tabs.query({ active: true });
        const info = {
          menuItemId: `tweet-${element}`,
          srcUrl,
          pageUrl: "http://gallery.test/",
          editable: false,
          frameId: 0,
        };
        chrome.contextMenus.onClicked.dispatch(info, tab ?? {});
      },
      { element: file.element, srcUrl: addressOf(file) },
    );
    return stops;
  };

  return {
    extension,
    desk,
    get stops() {
      return stops;
    },
    click: (file) => inTurn(() => click(file)),
    async arm(target) {
      const worker = await runningWorker();
      await worker.evaluate(installProbe);
      await worker.evaluate(() => globalThis.crashProbe?.setAhead(0));
      const reached = worker.evaluate((wanted) => globalThis.crashProbe?.arm(wanted), target);
      // A worker that is stopped before answers nobody.
      return { reached: reached.catch(() => new Promise<void>(() => {})) };
    },
    async events() {
      const worker = await browser.worker();
      return worker.evaluate(() => globalThis.crashProbe?.events ?? []);
    },
    stopWorker: (lookAround) =>
      inTurn(async () => {
        await browser.stopWorker();
        await lookAround();
        stops += 1;
      }),
    async leapAhead(aheadMs) {
      extension.x.change({ clockAheadMs: aheadMs });
      const worker = await runningWorker();
      await worker.evaluate(installProbe);
      await worker.evaluate((ms) => globalThis.crashProbe?.setAhead(ms), aheadMs);
      await desk.send({ type: "resume" });
    },
    async clear() {
      await desk.forgetJobs();
      extension.x.reset({ keepGrants: true });
    },
    close: () => extension.close(),
  };
}

/** Lets functions compiled by tsx run there: it wraps those within them by esbuild's `keepNames`. */
async function allowNames(scope: Pick<Page, "evaluate">): Promise<void> {
  await scope.evaluate("globalThis.__name ??= (named) => named");
}
