import type { Browser } from "wxt/browser";
import type { ExtensionWorld } from "../browser/extension-world";
import type { BenchRow } from "./bench-row";
import { median } from "./median";
import { waitForQuiet } from "./wait-for-quiet";

declare const chrome: typeof Browser;

const TIMES = 9;

/** How long a command waits longer for a worker that has ended than for one that runs, and how soon the popup can be used then. */
export async function measureWorkerStart(world: ExtensionWorld): Promise<BenchRow[]> {
  const page = await world.browser.openPage("options.html");
  const askWorker = () =>
    page.evaluate(async () => {
      const startMs = performance.now();
      await chrome.runtime.sendMessage({ type: "get-redirect-uri" });
      return performance.now() - startMs;
    });
  const differences: number[] = [];
  const popup: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    await world.browser.stopWorker();
    const coldMs = await askWorker();
    const warmMs = await askWorker();
    differences.push(coldMs - warmMs);
    await world.browser.stopWorker();
    popup.push(await measureUsable(world));
  }
  await page.close();
  return [
    { what: "worker start", unit: "ms", target: null, reached: median(differences) },
    {
      what: "popup usable, its worker asleep before",
      unit: "ms",
      target: 100,
      reached: median(popup),
      note: "from the page's start to the worker's first answer, with the tabs there",
    },
  ];
}

/** From the start of the popup's page until its first view stands and the worker has answered it. */
async function measureUsable({ browser }: ExtensionWorld): Promise<number> {
  const popup = await browser.context.newPage();
  await popup.addInitScript(noteUsable);
  await waitForQuiet();
  await popup.goto(`chrome-extension://${browser.extensionId}/popup.html`);
  const usableMs = await popup.evaluate(() => usable);
  await popup.close();
  return usableMs;
}

declare global {
  /** Put into the page by {@link noteUsable}: milliseconds since its start. */
  var usable: Promise<number>;
}

/** Runs in the page, before anything else does. */
function noteUsable(): void {
  const shown = new Promise<void>((resolve) => {
    new MutationObserver((_changes, observer) => {
      if (document.querySelector('[role="tabpanel"]') === null) return;
      observer.disconnect();
      resolve();
    }).observe(document, { subtree: true, childList: true });
  });
  const answered = chrome.runtime.sendMessage({ type: "get-redirect-uri" });
  globalThis.usable = Promise.all([shown, answered]).then(() => performance.now());
}
