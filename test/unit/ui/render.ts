import { parseHTML } from "linkedom";
import { type ComponentChild, render as renderPreact } from "preact";
import { act } from "preact/test-utils";
import { vi } from "vitest";

/** A view as a person uses it. While a dialog is open, only what is in it can be reached. */
export interface Rendered {
  /** What the open dialog asks; null where none is open. */
  question(): string | null;
  /** All its words. */
  text(): string;
  /** Presses the button with a name and waits until that has shown; throws where there is none. */
  press(name: string): Promise<void>;
  /** Writes into the first box. */
  write(text: string): Promise<void>;
  /** What stands in the first box. */
  written(): string;
  /** Leaves the first box, after something was written into it. */
  leave(): Promise<void>;
  /** All elements that fit a selector. */
  all(selector: string): Element[];
  /** Shows another view in the place of this one, as a new state of the store does. */
  show(view: ComponentChild): Promise<void>;
  /** Puts the focus on an element and presses a key there. */
  pressKey(on: Element, key: KeyboardEventInit): Promise<void>;
  /** What has the focus; null: the page. */
  focused(): Element | null;
  /** Takes the focus away, as a browser does from what changes its place. */
  dropFocus(): void;
  /** What was scrolled to, in that order. */
  readonly scrolledTo: readonly Element[];
}

/** Shows a view in a document of its own; `vi.unstubAllGlobals` takes that away. */
export async function render(view: ComponentChild): Promise<Rendered> {
  const { document, window } = parseHTML("<html><body></body></html>");
  vi.stubGlobal("document", document);
  vi.stubGlobal("window", window);
  vi.stubGlobal("HTMLElement", window.HTMLElement);
  const { body } = document;
  let focused: Element | null = null;
  const focusOn = (element: Element | null) => {
    focused = element;
  };
  const scrolledTo: Element[] = [];
  Object.defineProperty(document, "activeElement", { get: () => focused ?? body });
  // The parser's document knows no dialogs: as in a browser, one that is closed says so.
  Object.assign(window.HTMLElement.prototype, {
    showModal(this: HTMLElement) {
      this.setAttribute("open", "");
    },
    close(this: HTMLElement) {
      this.removeAttribute("open");
      this.dispatchEvent(new window.Event("close"));
    },
    focus(this: HTMLElement) {
      focusOn(this);
    },
    scrollIntoView(this: HTMLElement) {
      scrolledTo.push(this);
    },
  });
  await act(() => renderPreact(view, body));

  const reach = () => body.querySelector("dialog[open]") ?? body;
  const firstBox = () => {
    const box = reach().querySelector("input");
    if (box === null) throw new Error("There is no box to write in.");
    return box;
  };
  return {
    question: () => body.querySelector("dialog[open] h2")?.textContent ?? null,
    text: () => body.textContent,
    async press(name) {
      const all = [...reach().querySelectorAll("button")];
      const pressed = all.find(
        (each) => (each.getAttribute("aria-label") ?? each.textContent)?.trim() === name,
      );
      if (pressed === undefined) {
        throw new Error(`No button "${name}" among ${all.map((each) => each.textContent).join()}.`);
      }
      await act(() => {
        // The parser's document sends no form by itself.
        const isSending = pressed.getAttribute("type") === "submit";
        const event = new window.Event(isSending ? "submit" : "click", { cancelable: true });
        (isSending ? pressed.closest("form") : pressed)?.dispatchEvent(event);
      });
    },
    async write(text) {
      await act(() => {
        firstBox().value = text;
        firstBox().dispatchEvent(new window.Event("input", { bubbles: true }));
      });
    },
    written: () => firstBox().value,
    async leave() {
      await act(() => void firstBox().dispatchEvent(new window.Event("change")));
    },
    all: (selector) => [...body.querySelectorAll(selector)],
    async show(other) {
      await act(() => renderPreact(other, body));
    },
    async pressKey(on, key) {
      focusOn(on);
      // The parser's document takes an event up by itself, but calls all handlers for the element where it began.
      for (let at: Element | null = on; at !== null; at = at.parentElement) {
        const event = Object.assign(new window.Event("keydown", { cancelable: true }), key);
        const place = at;
        await act(() => void place.dispatchEvent(event));
      }
    },
    focused: () => focused,
    dropFocus: () => focusOn(null),
    scrolledTo,
  };
}
