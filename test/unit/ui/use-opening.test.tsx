import { act } from "preact/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import { useOpening } from "../../../lib/ui/use-opening";
import { render } from "./render";

afterEach(() => {
  vi.unstubAllGlobals();
});

it("a dialog that is opened anew before the browser has told that it was closed stays open", async () => {
  const told: (() => void)[] = [];
  function Opener() {
    const { opening, open, close } = useOpening();
    if (opening !== null) told[opening] = () => close(opening);
    return (
      <>
        <button type="button" onClick={open}>
          Edit
        </button>
        {opening !== null && <p key={opening}>The editor</p>}
      </>
    );
  }
  const view = await render(<Opener />);
  await view.press("Edit");
  // Escape has closed it, and its event is under way.
  await view.press("Edit");
  await act(() => told[1]?.());
  expect(view.text()).toContain("The editor");
  await act(() => told[2]?.());
  expect(view.text()).not.toContain("The editor");
});
