import type { Page } from "playwright-core";

/** More than any page of the extension has to stop at. */
const MAX_STOPS = 80;

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
  focusedName(): Promise<string> {
    return this.#page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return "";
      const labels = "labels" in element ? [...((element as HTMLInputElement).labels ?? [])] : [];
      return (
        element.getAttribute("aria-label") ??
        (labels.map((label) => label.innerText).join(" ") || element.innerText)
      ).trim();
    });
  }

  /** What stands in the box that has the focus. */
  focusedValue(): Promise<string> {
    return this.#page.evaluate(() =>
      document.activeElement instanceof HTMLTextAreaElement ? document.activeElement.value : "",
    );
  }

  async #walk(key: "Tab" | "Shift+Tab", name: string | RegExp): Promise<void> {
    const passed: string[] = [];
    for (let stop = 0; stop < MAX_STOPS; stop++) {
      await this.#page.keyboard.press(key);
      const focused = await this.focusedName();
      passed.push(focused);
      if (!(await this.#page.evaluate(showsFocus))) this.unseen.push(focused);
      if (typeof name === "string" ? focused === name : name.test(focused)) return;
    }
    throw new Error(`No way by ${key} to ${String(name)}: ${passed.join(", ")}`);
  }
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
