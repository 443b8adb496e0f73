import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchExtension } from "../browser/harness/launch-extension";
import type { ExtensionBrowser } from "../browser/harness/extension-browser";
import { EXTENSION_DIR, type ExtensionWorld } from "../browser/extension-world";
import { attachmentIn, postIn } from "../unit/jobs/example-records";
import type { BenchRow } from "./bench-row";
import { writeStore } from "./extension-store";
import { median } from "./median";
import { waitForQuiet } from "./wait-for-quiet";

const ENTRIES = 1000;
const TIMES = 9;

/** The first content that the popup's page paints with 1,000 entries, beside that of a page with one word. */
export async function measurePopupPaint(world: ExtensionWorld): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "bench-extension-"));
  cpSync(EXTENSION_DIR, folder, { recursive: true });
  writeFileSync(join(folder, "empty.html"), "<!doctype html><title>Empty</title>Empty");
  const { display, resolve } = world;
  const browser = await launchExtension({ extensionDir: folder, display, resolve });
  try {
    await fill(browser);
    const empty: number[] = [];
    const popup: number[] = [];
    const listed: number[] = [];
    // The first of each is thrown away: it fills the browser's caches.
    for (let time = 0; time <= TIMES; time += 1) {
      const emptyMs = await firstPaintMs(browser, "empty.html");
      const [paintMs, listMs] = await popupTimes(browser);
      if (time === 0) continue;
      empty.push(emptyMs);
      popup.push(paintMs);
      listed.push(listMs);
    }
    const note = `${median(popup).toFixed(0)} ms, an empty page ${median(empty).toFixed(0)} ms`;
    return [
      {
        what: "popup first paint with 1,000 entries",
        unit: "× empty",
        target: 2,
        reached: median(popup) / median(empty),
        note,
      },
      {
        what: "activity with 1,000 entries, after the click on its tab",
        unit: "ms",
        target: null,
        reached: median(listed),
      },
    ];
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(browser: ExtensionBrowser): Promise<void> {
  const page = await browser.openPage("options.html");
  const numbers = Array.from({ length: ENTRIES }, (_, index) => index);
  await writeStore(
    page,
    "posts",
    numbers.map((index) =>
      postIn("posted", {
        id: `post-${index}`,
        updatedAtMs: Date.now() - index * 60_000,
        text: `Post number ${index}`,
        attachmentIds: [`picture-${index}`],
      }),
    ),
  );
  await writeStore(
    page,
    "attachments",
    numbers.map((index) =>
      attachmentIn("ready", { id: `picture-${index}`, postId: `post-${index}` }),
    ),
  );
  await page.close();
}

async function firstPaintMs(browser: ExtensionBrowser, name: string): Promise<number> {
  await waitForQuiet();
  const page = await browser.openPage(name);
  const paintMs = await page.evaluate(firstContentfulPaint);
  await page.close();
  return paintMs;
}

async function popupTimes(browser: ExtensionBrowser): Promise<[number, number]> {
  await waitForQuiet();
  const page = await browser.openPage("popup.html");
  const paintMs = await page.evaluate(firstContentfulPaint);
  const clickedMs = await page.evaluate(() => performance.now());
  await page.getByRole("tab", { name: "Activity" }).click();
  await page.getByRole("list", { name: "Activity" }).locator("> li").first().waitFor();
  const listMs = (await page.evaluate(() => performance.now())) - clickedMs;
  await page.close();
  return [paintMs, listMs];
}

/** Runs in the page. */
function firstContentfulPaint(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      const paint = list.getEntriesByName("first-contentful-paint")[0];
      if (paint === undefined) return;
      observer.disconnect();
      resolve(paint.startTime);
    }).observe({ type: "paint", buffered: true });
  });
}
