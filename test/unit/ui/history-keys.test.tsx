import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useHistoryKeys } from "../../../entrypoints/popup/edit/use-history-keys";
import { type Rendered, render } from "./render";

let steps: string[];
let view: Rendered;

function Steps() {
  useHistoryKeys({ undo: () => steps.push("undo"), redo: () => steps.push("redo") });
  return <input />;
}

beforeEach(async () => {
  steps = [];
  view = await render(<Steps />);
  const { constructor } = view.all("input")[0] ?? {};
  for (const name of ["HTMLInputElement", "HTMLTextAreaElement"]) vi.stubGlobal(name, constructor);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Lets something happen in the number box, as a browser tells the document. */
function tell(type: string, key: KeyboardEventInit = {}): Event {
  const event = Object.assign(new window.Event(type, { cancelable: true, bubbles: true }), key);
  view.all("input")[0]?.dispatchEvent(event);
  return event;
}

describe("in an editor", () => {
  it("Ctrl+Z and Cmd+Z take a step back, with Shift or Ctrl+Y it is taken again", () => {
    tell("keydown", { key: "z", ctrlKey: true });
    tell("keydown", { key: "z", metaKey: true });
    tell("keydown", { key: "Z", ctrlKey: true, shiftKey: true });
    tell("keydown", { key: "y", ctrlKey: true });
    expect(steps).toEqual(["undo", "undo", "redo", "redo"]);
  });

  it("what is being written in a box is the browser's to undo, until it is entered", () => {
    tell("input");
    expect(tell("keydown", { key: "z", ctrlKey: true }).defaultPrevented).toBe(false);
    tell("change");
    expect(tell("keydown", { key: "z", ctrlKey: true }).defaultPrevented).toBe(true);
    expect(steps).toEqual(["undo"]);
  });

  it("other keys are nobody's business", () => {
    for (const key of [{ key: "z" }, { key: "z", ctrlKey: true, altKey: true }, { key: "a" }]) {
      expect(tell("keydown", key).defaultPrevented).toBe(false);
    }
    expect(steps).toEqual([]);
  });
});
