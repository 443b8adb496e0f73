import type { Page } from "playwright-core";
import type { ExtensionBrowser } from "./extension-browser";

/** The process in which the extension's worker and pages live has ended by itself. */
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
 * work, and DevTools tells its death (`Inspector.targetCrashed`), which it does not for a worker. A worker that only
 * went to sleep leaves the tab as it is.
 */
export async function watchForDeath(browser: ExtensionBrowser): Promise<DeathWatch> {
  const { context, extensionId } = browser;
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`chrome-extension://${extensionId}/${STILL_PAGE}`);
  const death = new Promise<"death">((resolve) => {
    page.once("crash", () => resolve("death"));
    context.once("close", () => resolve("death"));
  });
  return {
    async guard(what, withinMs, task) {
      const late = new Timer(withinMs);
      try {
        const end = await Promise.race([
          task.then((value) => ({ value })),
          death,
          late.over.then(() => "late" as const),
        ]);
        if (end === "death") throw new ExtensionDied(what);
        if (end === "late") throw new Overdue(`${what}: no end within ${withinMs} ms`);
        return end.value;
      } catch (failure) {
        // What fails because of the death may fail before we hear of it.
        if (failure instanceof ExtensionDied || (await isAlive(page))) throw failure;
        throw new ExtensionDied(what, { cause: failure });
      } finally {
        late.stop();
      }
    },
  };
}

/** Whether the page's process answers. */
async function isAlive(page: Page): Promise<boolean> {
  const late = new Timer(ANSWER_WITHIN_MS);
  const answer = page
    .evaluate(() => true)
    .then(
      () => true,
      () => false,
    );
  const isAnswered = await Promise.race([answer, late.over.then(() => false)]);
  late.stop();
  return isAnswered;
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
