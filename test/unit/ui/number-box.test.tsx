import { useReducer } from "preact/hooks";
import { afterEach, expect, it, vi } from "vitest";
import { EditNumbers } from "../../../entrypoints/popup/edit/edit-numbers";
import { render } from "./render";

vi.mock("wxt/browser", async () => {
  const { getEnglishMessage } = await import("../errors/translate-in-english");
  return { browser: { i18n: { getMessage: getEnglishMessage } } };
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The numbers of a selection, in an editor that is drawn anew whenever a frame has come. */
function Numbers({ enter }: { enter: (field: string, value: number) => void }) {
  const [, frameComes] = useReducer((count: number, _event: Event) => count + 1, 0);
  const whole = { left: 0, top: 0, width: 320, height: 240 };
  return (
    <>
      <EditNumbers editor={{ selection: whole, size: whole, enter }} />
      <button type="button" onClick={frameComes}>
        A frame comes
      </button>
    </>
  );
}

it("a number that is being written stays when the editor is drawn anew meanwhile", async () => {
  const entered: unknown[] = [];
  const view = await render(<Numbers enter={(...args) => void entered.push(args)} />);
  await view.write("200");
  await view.press("A frame comes");
  expect(view.written()).toBe("200");
  await view.leave();
  expect(entered).toEqual([["left", 200]]);
  // The editor has not taken it.
  expect(view.written()).toBe("0");
});
