import type { Page } from "playwright-core";
import type { ExtensionBrowser } from "./extension-browser";

/** The process in which the extension's worker and pages live has ended by itself; the message is the browser's reason. */
export class ExtensionDied extends Error {
  override readonly name = "ExtensionDied";
}

/** A task has not come to its end in its time, though the extension lives. */
export class Overdue extends Error {
  override readonly name = "Overdue";
}

/** Tells whether the extension's process lives. */
export interface DeathWatch {
  /**
   * Waits for a task, but not beyond the process's end or the time. The task itself cannot be ended: it goes on
   * with a browser that is to be thrown away.
   *
   * @throws `ExtensionDied`, `Overdue`, or what the task throws while the extension lives
   */
  guard<T>(what: string, withinMs: number, task: Promise<T>): Promise<T>;
}

/** In the package, and runs no code: what is measured is not slowed down. */
const STILL_PAGE = "manifest.json";

const ANSWER_WITHIN_MS = 5_000;

/**
 * Watches for the end of the extension's process. Chromium keeps all of an extension, its worker and its pages, in one
 * process. So the browser's first tab shows a file of the extension: the tab keeps the process from ending for want of
 * work, and DevTools tells its death (`Target.targetCrashed`, with the browser's reason), which it does not for a
 * worker. A worker that only went to sleep leaves the tab as it is.
 */
export async function watchForDeath({
  context,
  extensionId,
}: ExtensionBrowser): Promise<DeathWatch> {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`chrome-extension://${extensionId}/${STILL_PAGE}`);
  const { death } = await hearOfDeath(page);
  return {
    async guard(what, withinMs, task) {
      const late = new Timer(withinMs);
      try {
        const end = await Promise.race([
          task.then((value) => ({ value })),
          death.then((reason) => ({ reason })),
          late.over.then(() => "late" as const),
        ]);
        if (end === "late") throw new Overdue(`${what}: no end within ${withinMs} ms`);
        if ("reason" in end) throw new ExtensionDied(end.reason);
        return end.value;
      } catch (failure) {
        // What fails because of the death may fail before we hear of it.
        if (failure instanceof ExtensionDied || (await isAlive(page))) throw failure;
        throw new ExtensionDied(await reasonOf(death), { cause: failure });
      } finally {
        late.stop();
      }
    },
  };
}

/** Resolves, in `death`, with the browser's reason, such as "killed 9": a word, and the exit code or signal. */
async function hearOfDeath(page: Page): Promise<{ readonly death: Promise<string> }> {
  const context = page.context();
  const browser = context.browser();
  if (browser === null) throw new Error("Playwright gave no browser for the profile.");
  const own = await context.newCDPSession(page);
  const { targetInfo } = await own.send("Target.getTargetInfo");
  await own.detach();
  const all = await browser.newBrowserCDPSession();
  const death = new Promise<string>((resolve) => {
    all.on("Target.targetCrashed", ({ targetId, status, errorCode }) => {
      if (targetId === targetInfo.targetId) resolve(`${status} ${errorCode}`);
    });
    context.once("close", () => resolve("the whole browser ended"));
  });
  await all.send("Target.setDiscoverTargets", { discover: true });
  return { death };
}

/** Whether the page's process is there; one that only does not answer in time is. */
async function isAlive(page: Page): Promise<boolean> {
  const late = new Timer(ANSWER_WITHIN_MS);
  const answer = page
    .evaluate(() => true)
    .then(
      () => true,
      () => false,
    );
  const isThere = await Promise.race([answer, late.over.then(() => true)]);
  late.stop();
  return isThere;
}

/** A tab that does not answer is gone, also where nobody told why. */
async function reasonOf(death: Promise<string>): Promise<string> {
  const late = new Timer(ANSWER_WITHIN_MS);
  const reason = await Promise.race([death, late.over.then(() => "for no told reason")]);
  late.stop();
  return reason;
}

/** Time that runs until it is over, or stopped. */
class Timer {
  readonly over: Promise<void>;
  #id: NodeJS.Timeout | undefined;

  constructor(ms: number) {
    this.over = new Promise((resolve) => {
      this.#id = setTimeout(resolve, ms);
    });
  }

  stop(): void {
    clearTimeout(this.#id);
  }
}
