import type { Browser } from "wxt/browser";
import type { ExtensionWorld } from "../browser/extension-world";
import type { BenchRow } from "./bench-row";
import { median } from "./median";

declare const chrome: typeof Browser;

const TIMES = 9;

/** How long a command waits longer for a worker that has ended than for one that runs. */
export async function measureWorkerStart(world: ExtensionWorld): Promise<BenchRow> {
  const page = await world.browser.openPage("options.html");
  const askWorker = () =>
    page.evaluate(async () => {
      const startMs = performance.now();
      await chrome.runtime.sendMessage({ type: "get-redirect-uri" });
      return performance.now() - startMs;
    });
  const differences: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    await world.browser.stopWorker();
    const coldMs = await askWorker();
    const warmMs = await askWorker();
    differences.push(coldMs - warmMs);
  }
  await page.close();
  return { what: "worker start", unit: "ms", target: null, reached: median(differences) };
}
