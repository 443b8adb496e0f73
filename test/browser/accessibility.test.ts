import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import type { Look } from "../looks/look";
import { LOOKS } from "../looks/looks";
import { type Language, type LanguageBrowser, openInLanguage } from "../looks/open-in-language";
import { prepareLooks, showLook } from "../looks/show-look";
import { listViolations } from "./axe-violations";
import { findCuts } from "./find-cuts";
import { EVERY_CASE } from "./some-of";

const AXE_PATH = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

let browser: LanguageBrowser | null = null;

afterEach(async () => {
  await browser?.close();
  browser = null;
});

/** Shows states in one browser, and gathers what is wrong in each. */
async function lookAt(
  looks: readonly Look[],
  language: Language,
  judge: (page: Page, look: Look) => Promise<readonly string[]>,
): Promise<string[]> {
  browser = await openInLanguage(language);
  const page = await browser.context.newPage();
  await prepareLooks(page);
  await page.addInitScript({ path: AXE_PATH });
  const faults: string[] = [];
  for (const look of looks) {
    await showLook(page, browser.origin, look, { colorScheme: "light" });
    faults.push(...(await judge(page, look)).map((fault) => `${look.name}: ${fault}`));
  }
  return faults;
}

/** Every state, or with `npm test` each twelfth: in English others than from right to left, or in long sentences. */
const twelfth = (from: number) => LOOKS.filter((_, index) => EVERY_CASE || index % 12 === from);

/** Text, four images and the button to post: without scrolling, in a popup as high as browsers make it. */
const FITS_AS_A_WHOLE = "09-four-images";

describe("in every state", () => {
  it("axe finds nothing in light and in dark, nothing is cut, also at 200 %; four images need no scrolling", async () => {
    const looks = LOOKS.filter(
      (look) => twelfth(0).includes(look) || look.name === FITS_AS_A_WHOLE,
    );
    const faults = await lookAt(looks, "en", async (page, look) => {
      if (look.name === FITS_AS_A_WHOLE) {
        const fits = await page
          .locator(".composer > .main")
          .evaluate(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight);
        if (!fits) return ["it does not fit"];
      }
      const faultsOfLook = [...(await findViolations(page)), ...(await page.evaluate(findCuts))];
      // Nothing but the colours is another.
      await page.emulateMedia({ colorScheme: "dark" });
      const dark = await findViolations(page, ["color-contrast"]);
      await zoomIn(page);
      const zoomed = await page.evaluate(findCuts);
      return [
        ...faultsOfLook,
        ...dark.map((violation) => `dark: ${violation}`),
        ...zoomed.map((cut) => `200 %: ${cut}`),
      ];
    });
    expect(faults).toEqual([]);
  }, 180_000);

  it("axe finds nothing from right to left, and nothing is cut", async () => {
    const faults = await lookAt(twelfth(4), "ar", async (page) => [
      ...(await findViolations(page)),
      ...(await page.evaluate(findCuts)),
    ]);
    expect(faults).toEqual([]);
  }, 180_000);

  it("nothing is cut in a language with longer sentences than any that it speaks", async () => {
    const faults = await lookAt(twelfth(8), "longer", (page) => page.evaluate(findCuts));
    expect(faults).toEqual([]);
  }, 180_000);
});

it("what looks for faults finds those that are there", async () => {
  browser = await openInLanguage("en");
  const page = await browser.context.newPage();
  await page.addInitScript({ path: AXE_PATH });
  await page.goto(`${browser.origin}/popup.html`);
  await page.getByRole("tabpanel").waitFor();
  await page.evaluate(() => {
    // In the place of what is drawn: that is drawn anew at any time.
    const main = document.createElement("main");
    main.className = "main";
    const heading = document.createElement("h1");
    heading.textContent = "Faults";
    document.body.replaceChildren(main);
    const picture = document.createElement("img");
    const button = document.createElement("button");
    button.textContent = "Wide";
    button.className = "button";
    button.style.width = "2000px";
    const address = document.createElement("input");
    address.readOnly = true;
    address.ariaLabel = "Address";
    address.value = "https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/".repeat(3);
    main.append(heading, picture, button, address);
  });
  expect(await findViolations(page)).toEqual([expect.stringMatching(/^image-alt: img/)]);
  const cuts = await page.evaluate(findCuts);
  expect(cuts).toContainEqual(expect.stringContaining("Wide"));
  expect(cuts).toContainEqual(expect.stringContaining("is cut: https://"));
});

describe("a page of the extension", () => {
  it.each([
    ["ar", "ar", "rtl"],
    // The browser runs from right to left there, the sentences are English.
    ["he", "en", "ltr"],
  ] as const)(
    "in a browser that speaks %s is said to be in %s, and runs %s",
    async (...expected) => {
      const [spoken, lang, direction] = expected;
      browser = await openInLanguage(spoken);
      const page = await browser.context.newPage();
      for (const name of ["popup", "options", "welcome"]) {
        await page.goto(`${browser.origin}/${name}.html`);
        await page.locator(`html[lang="${lang}"][dir="${direction}"]`).waitFor();
      }
    },
  );
});

/** What a zoom of 200 % leaves of the window; the browser makes a zoomed popup wider, but no higher, and a person the place beside the page. */
async function zoomIn(page: Page): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const keepsWidth = !page.url().endsWith("?tab");
  await page.setViewportSize({
    width: keepsWidth ? width : Math.round(width / 2),
    height: Math.round(height / 2),
  });
  await page.evaluate(() => new Promise(requestAnimationFrame));
}

/** What axe says of a page; all rules unless told. */
const findViolations = (page: Page, rules: readonly string[] = []) =>
  page.evaluate(listViolations, [...rules]);
