import type { Page } from "playwright-core";
import type { Browser } from "wxt/browser";
import type { MessageKey } from "../../lib/i18n/translate";
import type { ExampleStore } from "./example-store";

declare const chrome: typeof Browser;

/** One state of the extension to look at. */
export interface Look {
  readonly name: string;
  readonly page: "popup.html" | "sidepanel.html" | "options.html" | "welcome.html";
  /** `popup`: as in the toolbar's popup; `tab`: as in a tab; `side`, `narrow`: beside a page. */
  readonly frame: "popup" | "tab" | "side" | "narrow";
  readonly store: ExampleStore;
  /** What a person does first. Whatever language the browser speaks: elements are found by {@link say}. */
  readonly act?: (page: Page) => Promise<void>;
  /** The browser has a language model. */
  readonly hasModel?: boolean;
  /** Taken as long as the page is, not as the window. */
  readonly isLong?: boolean;
}

/** A sentence of the extension in the language that its page speaks. */
export function say(page: Page, key: MessageKey, ...gaps: readonly string[]): Promise<string> {
  return page.evaluate(([name, filled]) => chrome.i18n.getMessage(name, [...filled]), [
    key,
    gaps,
  ] as const);
}
