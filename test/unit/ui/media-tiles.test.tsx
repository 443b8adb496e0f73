import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MediaList } from "../../../entrypoints/popup/media-list";
import { jobError } from "../../../lib/errors/job-error";
import type { Attachment } from "../../../lib/jobs/attachment";
import type { Command } from "../../../lib/messages";
import { attachmentIn } from "../jobs/example-records";
import { failed } from "../popup/example-jobs";
import { render } from "./render";

const { request } = vi.hoisted(() => ({ request: vi.fn<() => Promise<boolean>>() }));
vi.mock("wxt/browser", async () => {
  const { getEnglishMessage } = await import("../errors/translate-in-english");
  const extension = { getViews: () => [] };
  return { browser: { extension, i18n: { getMessage: getEnglishMessage } } };
});
vi.mock("../../../lib/ui/send-command", () => ({
  sendCommand: async () => ({ ok: true, value: await request() }),
}));
// They read the store, or bytes of it, which no test of this file fills.
vi.mock("../../../entrypoints/popup/media-preview", () => ({ MediaPreview: () => null }));
vi.mock("../../../entrypoints/popup/alt-text", () => ({ AltText: () => null }));
vi.mock("../../../entrypoints/popup/edit/edit-button", () => ({ EditButton: () => null }));

let sent: Command[];
const send = (command: Command) => {
  sent.push(command);
  return Promise.resolve(true);
};
const list = (attachments: readonly Attachment[]) => (
  <MediaList attachments={attachments} isPopup send={send} />
);
const image = (id: string) => attachmentIn("ready", { id });

beforeEach(() => {
  sent = [];
  request.mockReset();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a medium whose site the person does not allow", () => {
  const origin = "https://cdn.example/*";
  const refused = failed(
    "refused",
    jobError("permission-refused", "capture", { details: { origin } }),
  );
  const gone = failed("gone", jobError("source-gone", "capture"));

  it("says so once, calmly: nothing has gone wrong", async () => {
    const view = await render(list([image("other"), refused]));
    await vi.waitFor(() => expect(view.all("[role=alert]")).toHaveLength(1));
    expect(view.all("[role=alert].is-calm")).toHaveLength(1);
    expect(view.text().split("cdn.example")).toHaveLength(2);
    expect(view.all(".is-failed")).toEqual([]);
  });

  it("says no more when the person refuses once more, and has the worker bring the popup back", async () => {
    request.mockResolvedValue(false);
    const view = await render(list([image("other"), refused]));
    await vi.waitFor(() => view.press("Allow this site"));
    await vi.waitFor(() =>
      expect(sent).toEqual([
        { type: "note-site-request", attachmentId: "refused", inPopup: false },
        { type: "note-site-refusal" },
      ]),
    );
    expect(view.all("[role=alert]")).toHaveLength(1);
    expect(view.text().split("cdn.example")).toHaveLength(2);
  });

  it("is told from one that has failed", async () => {
    const view = await render(list([image("other"), gone]));
    await vi.waitFor(() => expect(view.all("[role=alert]")).toHaveLength(1));
    expect(view.all("[role=alert].is-calm")).toEqual([]);
    expect(view.all(".media-mark.is-failed")).toHaveLength(1);
  });
});

describe("a tile that is moved by keyboard", () => {
  const [a, b, c] = [image("a"), image("b"), image("c")];

  it.each([
    ["by Alt and an arrow", ".media-choose", { key: "ArrowLeft", altKey: true }],
    [
      "by Alt and an arrow within its details",
      ".media-buttons button",
      { key: "ArrowUp", altKey: true },
    ],
  ])("stays chosen, in sight and under the focus: %s", async (_how, place, key) => {
    const view = await render(list([a, b, c]));
    const [, , last] = view.all(".media-item");
    const pressed = last?.querySelector(place);
    if (!pressed) throw new Error("The last medium has no such button.");
    await view.pressKey(pressed, key);
    expect(sent).toEqual([{ type: "move-attachment", attachmentId: "c", toIndex: 1 }]);
    view.dropFocus();
    await view.show(list([a, c, b]));

    const [, moved] = view.all(".media-item");
    expect(moved?.contains(pressed)).toBe(true);
    expect(moved?.getAttribute("class")).toContain("is-chosen");
    expect(view.focused()).toBe(pressed);
    expect(view.scrolledTo).toEqual([pressed]);
  });

  it("leaves the page where it is when another medium comes later", async () => {
    const view = await render(list([a, b]));
    const [, last] = view.all(".media-choose");
    if (last === undefined) throw new Error("There is no tile.");
    await view.pressKey(last, { key: "ArrowUp", altKey: true });
    await view.show(list([b, a]));
    await view.show(list([b, a, c]));
    expect(view.scrolledTo).toEqual([last]);
  });

  it("goes no further than the ends", async () => {
    const view = await render(list([a, b, c]));
    const [first] = view.all(".media-choose");
    if (first === undefined) throw new Error("There is no tile.");
    await view.pressKey(first, { key: "ArrowLeft", altKey: true });
    await view.pressKey(first, { key: "ArrowLeft" });
    expect(sent).toEqual([]);
  });
});
