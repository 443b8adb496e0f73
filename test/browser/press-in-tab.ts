import type { Page } from "puppeteer-core";
import { waitUntil } from "./harness/wait-until";

/*
 * How a page of the extension in a tab of Firefox is written in and pressed, with real keys and a real
 * mouse. Puppeteer's own waiting runs as `new Function` among the page's scripts, which Firefox 140 lets the
 * page's policy forbid: hence what is waited for is asked from outside, again and again.
 */

/** Writes into the box that fits the selector, once it is there. */
export async function fillInTab(page: Page, selector: string, text: string): Promise<void> {
  await page.locator(selector).setWaitForEnabled(false).fill(text);
}

/** Presses the button with exactly this text, once it can be pressed. */
export async function pressInTab(page: Page, name: string): Promise<void> {
  await waitInTab(
    page,
    `the button ${name}`,
    (name) =>
      [...document.querySelectorAll("button")].some(
        (button) => !button.disabled && button.innerText.trim() === name,
      ),
    name,
  );
  await page.locator(`::-p-aria(${name})`).setWaitForEnabled(false).click();
}

/** Waits until `isSo`, which runs in the page and gets `text`, answers yes; throws after 15 seconds. */
export async function waitInTab(
  page: Page,
  what: string,
  isSo: (text: string) => boolean,
  text = "",
): Promise<void> {
  await waitUntil(what, () => page.evaluate(isSo, text));
}
