import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "puppeteer-core";
import { expect } from "vitest";
import { composing, dunes, forest, harbor, SCHEDULED, video } from "../looks/example-drafts";
import { type ExampleStore, uploading } from "../looks/example-store";
import { THREAD, THREAD_BROKEN, THREAD_FAILED, THREAD_HALF_OUT } from "../looks/example-threads";
import { fillDatabase, fillingOf } from "../looks/seed-store";
import { listViolations } from "./axe-violations";
import { findCuts } from "./find-cuts";
import { type FirefoxWorld, startFirefoxWorld } from "./firefox-world";
import { waitInTab } from "./press-in-tab";
import { itOfAll } from "./some-of";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What a person sees of what is composed, threaded, edited and scheduled. */
interface FirefoxLook {
  readonly name: string;
  readonly page: "popup.html" | "sidepanel.html";
  readonly store: ExampleStore;
  readonly act?: (page: Page) => Promise<void>;
}

const popup = (name: string, store: ExampleStore, act?: FirefoxLook["act"]): FirefoxLook => ({
  name,
  page: "popup.html",
  store,
  ...(act !== undefined && { act }),
});

const beside = (...look: Parameters<typeof popup>): FirefoxLook => ({
  ...popup(...look),
  page: "sidepanel.html",
});

const boats = composing([harbor], "Boats at dusk");

const CREDITED = composing(
  [{ ...harbor, altText: "", source: { ...harbor.source, credit: "Ada Lovelace / Agency" } }],
  "Boats at dusk",
);

const LOOKS: readonly FirefoxLook[] = [
  popup("credit line", CREDITED, shows(".is-credit")),
  popup(
    "split",
    composing([harbor], "Dusk at the harbor, and nobody in a hurry. ".repeat(9)),
    shows(".split-offer"),
  ),
  popup("thread", THREAD, shows(".thread-post")),
  popup("thread half out", THREAD_HALF_OUT, shows(".thread-post")),
  popup("thread failed", THREAD_FAILED, openActivity),
  popup("thread broken", THREAD_BROKEN, openActivity),
  popup("editor", boats, openEditor),
  popup("editor, Crop", boats, useTool("Crop")),
  popup("editor, Hide", boats, useTool("Hide")),
  popup("editor, Brush", boats, useTool("Brush")),
  popup("editor, hidden", boats, hideByNumbers),
  popup("film editor", composing([video], "The light"), openEditor),
  popup("later", boats, openLater),
  popup("scheduled", SCHEDULED, openActivity),
  beside("beside, four", {
    ...composing([harbor, dunes, forest, uploading("harbor", "d", "draft")], "Four walks"),
  }),
  beside("beside, thread", THREAD, shows(".thread-post")),
  beside("beside, editor", boats, hideByNumbers),
  beside("beside, later", boats, openLater),
];

function shows(selector: string) {
  return (page: Page) =>
    waitInTab(page, selector, (wanted) => document.querySelector(wanted) !== null, selector);
}

/** Without the mouse, whose place would be another state. */
async function press(page: Page, name: string): Promise<void> {
  await waitInTab(
    page,
    `the button ${name}`,
    (wanted) => {
      const buttons = [...document.querySelectorAll("button")];
      const button = buttons.find(({ innerText }) => innerText.trim() === wanted);
      button?.click();
      return button !== undefined;
    },
    name,
  );
}

async function openActivity(page: Page): Promise<void> {
  await page.locator("#tab-activity").setWaitForEnabled(false).click();
  await shows(".activity-item")(page);
}

async function openEditor(page: Page): Promise<void> {
  await page.locator('button[aria-label="Edit"]').setWaitForEnabled(false).click();
  await shows("dialog input[type=number]")(page);
}

function useTool(name: string) {
  return async (page: Page) => {
    await openEditor(page);
    await press(page, name);
    await shows("dialog [aria-pressed=true]")(page);
  };
}

async function hideByNumbers(page: Page): Promise<void> {
  await openEditor(page);
  for (const [index, value] of [30, 20, 120, 90].entries()) {
    const box = (await page.$$("dialog input[type=number]"))[index];
    await box?.focus();
    await page.keyboard.down("Control");
    await page.keyboard.press("a");
    await page.keyboard.up("Control");
    await page.keyboard.type(String(value));
    await page.keyboard.press("Tab");
  }
  await press(page, "Hide");
}

async function openLater(page: Page): Promise<void> {
  await press(page, "Post later");
  await shows(".later input")(page);
}

/** Shows a state in the tab of a page, and says what is wrong in it: as it is, from right to left, and at 200 %. */
async function judge(look: FirefoxLook, world: FirefoxWorld): Promise<string[]> {
  await world.options.evaluate(fillDatabase, fillingOf(look.store));
  const page = await world.firefox.openPage(look.page);
  try {
    await page.setViewport({ width: 380, height: 600 });
    await shows(".main > :not(.sent)")(page);
    await look.act?.(page);
    await page.evaluate(AXE);
    const faults = await page.evaluate(listViolations, []);
    const cuts = await page.evaluate(findCuts);
    await page.evaluate(() => (document.documentElement.dir = "rtl"));
    const fromRight = await page.evaluate(findCuts);
    await page.evaluate(() => (document.documentElement.dir = "ltr"));
    await page.setViewport({ width: 380, height: 300 });
    const zoomed = await page.evaluate(findCuts);
    return [
      ...faults,
      ...cuts,
      ...fromRight.map((cut) => `from right to left: ${cut}`),
      ...zoomed.map((cut) => `200 %: ${cut}`),
    ].map((fault) => `${look.name}: ${fault}`);
  } finally {
    await page.close();
  }
}

itOfAll(
  "axe finds nothing in Firefox where posts are composed, threaded, edited and scheduled, and nothing is cut",
  async () => {
    const world = await startFirefoxWorld();
    const faults: string[] = [];
    try {
      for (const look of LOOKS) faults.push(...(await judge(look, world)));
    } finally {
      await world.close();
    }
    expect(faults).toEqual([]);
  },
  240_000,
);
