import type { Page } from "playwright-core";
import { waitUntil } from "./harness/wait-until";

/** More than any page of the extension has to stop at. */
const MAX_STOPS = 80;

const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";

/** Somebody who has a keyboard alone, and looks where the focus is. */
export class Keyboard {
  readonly #page: Page;
  /** Stops at which nothing shows that the focus is there. */
  readonly unseen: string[] = [];

  constructor(page: Page) {
    this.#page = page;
  }

  /** Presses Tab until the focus is on what has this name. */
  tabTo(name: string | RegExp): Promise<void> {
    return this.#walk("Tab", name);
  }

  /** The same, backwards. */
  tabBackTo(name: string | RegExp): Promise<void> {
    return this.#walk("Shift+Tab", name);
  }

  /** The name of what has the focus, as a screen reader says it; empty for none. */
  async focusedName(): Promise<string> {
    const [name = ""] = await this.#page.evaluate(namesOf, null);
    return name;
  }

  /** What stands in the box that has the focus. */
  focusedValue(): Promise<string> {
    return this.#page.evaluate(() =>
      document.activeElement instanceof HTMLTextAreaElement ? document.activeElement.value : "",
    );
  }

  async #walk(key: "Tab" | "Shift+Tab", name: string | RegExp): Promise<void> {
    const isIt = (text: string) => (typeof name === "string" ? text === name : name.test(text));
    // What a page has not drawn yet, nobody tabs to.
    await waitUntil(`${String(name)} to be drawn`, async () =>
      (await this.#page.evaluate(namesOf, FOCUSABLE)).some(isIt),
    );
    const passed: string[] = [];
    for (let stop = 0; stop < MAX_STOPS; stop++) {
      await this.#page.keyboard.press(key);
      const focused = await this.focusedName();
      passed.push(focused);
      if (!(await this.#page.evaluate(showsFocus))) this.unseen.push(focused);
      if (isIt(focused)) return;
    }
    throw new Error(`No way by ${key} to ${String(name)}: ${passed.join(", ")}`);
  }
}

/** Runs in the page: the names of these elements, or of what has the focus; the page itself has none. */
function namesOf(selector: string | null): string[] {
  const elements =
    selector === null ? [document.activeElement] : [...document.querySelectorAll(selector)];
  return elements.map((element) => {
    if (!(element instanceof HTMLElement) || element === document.body) return "";
    const labels = "labels" in element ? [...((element as HTMLInputElement).labels ?? [])] : [];
    return (
      element.getAttribute("aria-label") ??
      (labels.map((label) => label.innerText).join(" ") || element.innerText)
    ).trim();
  });
}

/** Runs in the page: an outline, or in a box without one the caret; a checkbox may have it on its picture. */
function showsFocus(): boolean {
  const element = document.activeElement;
  if (element === null || element === document.body) return false;
  const isOutlined = (shown: Element | null): boolean => {
    if (shown === null) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(shown);
    return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
  };
  return (
    element instanceof HTMLTextAreaElement ||
    isOutlined(element) ||
    isOutlined(element.nextElementSibling)
  );
}
