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
  /** Stops after which the focus was on the page itself: there a person begins at its top again. */
  readonly lost: string[] = [];
  /** How many times Tab was pressed. */
  tabs = 0;

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

  /** Presses a key on what has the focus. */
  async press(key: string): Promise<void> {
    await this.#page.keyboard.press(key);
  }

  /** Writes over what stands in the box of a form that Tab has led to. */
  async write(text: string): Promise<void> {
    await this.#page.keyboard.press("Control+A");
    await this.#page.keyboard.type(text);
  }

  /** The name of what has the focus, as a screen reader says it; empty for none. */
  async focusedName(): Promise<string> {
    const [name = ""] = await this.#page.evaluate(namesOf, null);
    return name;
  }

  /** What stands in the box that has the focus. */
  focusedValue(): Promise<string> {
    return this.#page.evaluate(() => {
      const box = document.activeElement;
      return box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement ? box.value : "";
    });
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
      this.tabs += 1;
      const focused = await this.focusedName();
      if (await this.#page.evaluate(isFocusLost)) this.lost.push(passed.at(-1) ?? "");
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

/** Runs in the page. */
function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
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
