import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attachment } from "../../lib/jobs/attachment";
import { processing, uploading } from "../looks/example-store";
import { LOOKS } from "../looks/looks";
import { type LanguageBrowser, openInLanguage } from "../looks/open-in-language";
import { prepareLooks, showLook } from "../looks/show-look";
import { itOfAll } from "./some-of";

let browser: LanguageBrowser;
let page: Page;

beforeAll(async () => {
  browser = await openInLanguage("en");
  page = await browser.context.newPage();
  await prepareLooks(page);
});

afterAll(async () => {
  await browser.close();
});

/** Shows a state by its name. */
async function show(name: string): Promise<void> {
  const look = LOOKS.find((each) => each.name === name);
  if (look === undefined) throw new Error(`There is no state ${name}.`);
  await showLook(page, browser.origin, look, { colorScheme: "light" });
}

/** Stores an attachment as the worker does, and tells the page. */
async function store(attachment: Attachment): Promise<void> {
  await page.evaluate(async (record) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("tweet-this-image");
      request.addEventListener("success", () => resolve(request.result));
    });
    const transaction = database.transaction("attachments", "readwrite");
    transaction.objectStore("attachments").put(record);
    await new Promise((resolve) => transaction.addEventListener("complete", resolve));
    database.close();
    const channel = new BroadcastChannel("store-changes");
    channel.postMessage({ table: "attachments", id: record.id });
    channel.close();
  }, attachment);
}

/** What the browser tells of a layout shift; TypeScript does not know it. */
interface Shift extends PerformanceEntry {
  readonly sources: readonly {
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
}

declare global {
  interface Window {
    /** What a watched page keeps. */
    seen: { readonly said: string[]; shifts: number };
  }
}

/** From now on counts what moved on the page, and keeps what its live regions have said. */
async function watch(): Promise<void> {
  await page.evaluate(() => {
    const seen: Window["seen"] = { said: [], shifts: 0 };
    window.seen = seen;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Shift[]) {
        // A number that grows moves what stands behind it in its line; nothing may move up or down.
        const isMoved = entry.sources.some(
          ({ previousRect, currentRect }) =>
            previousRect.top !== currentRect.top || previousRect.height !== currentRect.height,
        );
        if (isMoved) seen.shifts++;
      }
    }).observe({ type: "layout-shift" });
    for (const region of document.querySelectorAll("[role=status], [role=alert], [aria-live]")) {
      new MutationObserver(() => seen.said.push(region.textContent ?? "")).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    }
  });
}

const seen = () => page.evaluate(() => window.seen);

describe("while an upload moves on", () => {
  it("nothing is said and nothing moves; its end is said once", async () => {
    await show("12-uploading");
    await watch();
    const video = uploading("lighthouse", "u", "draft");
    const { totalBytes } = video.media;
    for (let percent = 5; percent <= 95; percent += 5) {
      const doneBytes = Math.ceil((totalBytes * percent) / 100);
      const bytesPerSecond = 40_000 * percent ** 1.5;
      await store({ ...video, transfer: { doneBytes, totalBytes, bytesPerSecond } });
      await page.getByText(`${percent}%`, { exact: true }).first().waitFor();
    }
    expect(await seen()).toEqual({ said: [], shifts: 0 });

    const atX = processing("lighthouse", "u", "draft");
    for (const percent of [62, 70, 80, 90]) {
      await store({ ...atX, percent });
      await page.getByText(`${percent}%`, { exact: true }).first().waitFor();
    }
    expect((await seen()).said).toEqual(["Media 1: Processing at X"]);
  });
});

describe("somebody who wants no motion", () => {
  itOfAll("sees none, where others see that something is under way", async () => {
    await show("18-held");
    const running = () => page.evaluate(() => document.getAnimations().length);
    // A bar runs only after a moment.
    await page.locator(".progress-fill.is-running").first().waitFor({ state: "attached" });
    expect(await running()).toBe(0);
    await page.emulateMedia({ reducedMotion: "no-preference" });
    expect(await running()).toBeGreaterThan(0);
  });
});
