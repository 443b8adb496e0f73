import { afterEach, describe, expect, it, vi } from "vitest";
import { DRAG_TYPE } from "../../../entrypoints/popup/media-place";
import { type MediumDrop, useMediumDrop } from "../../../entrypoints/popup/thread/use-medium-drop";
import { render } from "./render";

vi.mock("wxt/browser", () => ({ browser: { i18n: { getMessage: () => "" } } }));

afterEach(() => {
  vi.unstubAllGlobals();
});

const dragged = (type: string) => ({
  defaultPrevented: false,
  dataTransfer: { types: [type], getData: () => "medium" },
  preventDefault: vi.fn(),
});

async function postOfThread() {
  const taken: string[] = [];
  let drop: MediumDrop | undefined;
  function Post() {
    drop = useMediumDrop((id) => taken.push(id));
    return null;
  }
  await render(<Post />);
  if (drop === undefined) throw new Error("The post was not drawn.");
  return { taken, handlers: drop.handlers };
}

describe("a post of a thread", () => {
  it("takes a medium that is dragged out of another post", async () => {
    const { taken, handlers } = await postOfThread();
    const over = dragged(DRAG_TYPE);
    handlers.onDragOver(over);
    expect(over.preventDefault).toHaveBeenCalled();
    handlers.onDrop(dragged(DRAG_TYPE));
    expect(taken).toEqual(["medium"]);
  });

  it("leaves its own media to their list, and files from outside to the composer", async () => {
    const { taken, handlers } = await postOfThread();
    handlers.onDrop(dragged("Files"));
    handlers.onDragStart();
    handlers.onDrop(dragged(DRAG_TYPE));
    expect(taken).toEqual([]);
  });
});
