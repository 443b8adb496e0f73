import type { Page } from "puppeteer-core";
import { waitUntil } from "./harness/wait-until";

/** What an extension's page may ask of the browser, as far as it is used in the page here. */
declare const browser: {
  readonly extension: { getViews(filter: { type: "popup" }): Window[] };
};

/**
 * The toolbar's popup. WebDriver does not see it, but every page of the extension does: it is looked at
 * and pressed through another one, in a tab behind it.
 */
export class FirefoxPopup {
  readonly #observer: Page;

  /** @param observer a page of the extension in a tab */
  constructor(observer: Page) {
    this.#observer = observer;
  }

  /** Its whole text; empty while it is closed. */
  text(): Promise<string> {
    return this.#observer.evaluate(() => {
      return browser.extension.getViews({ type: "popup" })[0]?.document.body.innerText ?? "";
    });
  }

  /** Waits until something that fits the selector is there, and with a text that contains `text`. */
  async waitFor(selector: string, text = "", timeoutMs = 15_000): Promise<void> {
    const isThere = () =>
      this.#observer.evaluate(
        (selector, text) => {
          const popup = browser.extension.getViews({ type: "popup" })[0];
          const found = [...(popup?.document.querySelectorAll<HTMLElement>(selector) ?? [])];
          return found.some((element) => (element.ariaLabel ?? element.innerText).includes(text));
        },
        selector,
        text,
      );
    await waitUntil(`${selector} with “${text}” in the popup`, isThere, timeoutMs);
  }

  /** Presses the button with a name. */
  async press(name: string): Promise<void> {
    await this.waitFor("button:not([disabled])", name);
    await this.#observer.evaluate((name) => {
      const popup = browser.extension.getViews({ type: "popup" })[0];
      // No function gets a name here: tsx would have it call a helper that the page does not have.
      const named = [...(popup?.document.querySelectorAll("button") ?? [])].map((button) => ({
        button,
        is: (button.ariaLabel ?? button.innerText).trim(),
      }));
      const exact = named.find(({ is }) => is === name);
      (exact ?? named.find(({ is }) => is.includes(name)))?.button.click();
    }, name);
  }

  /** Clicks what fits the selector, once it is there. */
  async click(selector: string): Promise<void> {
    await this.waitFor(selector);
    await this.#observer.evaluate((selector) => {
      const popup = browser.extension.getViews({ type: "popup" })[0];
      popup?.document.querySelector<HTMLElement>(selector)?.click();
    }, selector);
  }

  /** Writes into the box that fits the selector. */
  async fill(selector: string, text: string): Promise<void> {
    await this.waitFor(selector);
    await this.#observer.evaluate(
      (selector, text) => {
        const popup = browser.extension.getViews({ type: "popup" })[0];
        const box = popup?.document.querySelector<HTMLTextAreaElement>(selector);
        if (box === null || box === undefined) return;
        box.focus();
        box.value = text;
        box.dispatchEvent(new Event("input", { bubbles: true }));
      },
      selector,
      text,
    );
  }

  /** How wide the browser has made it, in CSS pixels. */
  widthPx(): Promise<number> {
    return this.#observer.evaluate(() => {
      return browser.extension.getViews({ type: "popup" })[0]?.innerWidth ?? 0;
    });
  }

  /** Closes it, as the browser does when it loses the focus; waits until it is open, and until it is gone. */
  async close(): Promise<void> {
    await this.waitFor("body");
    // What is closed while its page is still being loaded may open all the same.
    await waitUntil("the popup to close", () =>
      this.#observer.evaluate(() => {
        const popup = browser.extension.getViews({ type: "popup" })[0];
        popup?.close();
        return popup === undefined;
      }),
    );
  }
}
