import { afterEach, describe, expect, it, vi } from "vitest";
import { ComposeView } from "../../../entrypoints/popup/compose-view";
import { ThreadComposer } from "../../../entrypoints/popup/thread/thread-composer";
import type { Job } from "../../../lib/jobs/job";
import { emptyAccount } from "../../../lib/store/account-record";
import type { Dashboard } from "../../../lib/store/dashboard";
import { DEFAULT_PREFERENCES } from "../../../lib/store/preferences";
import { postIn } from "../jobs/example-records";
import { render, type Rendered } from "./render";

vi.mock("wxt/browser", async () => {
  const { getEnglishMessage } = await import("../errors/translate-in-english");
  return { browser: { i18n: { getMessage: getEnglishMessage } } };
});
// What stands in the part that scrolls, and below it.
vi.mock("../../../entrypoints/popup/composer", () => ({
  Composer: () => <div class="main is-draft" />,
}));
vi.mock("../../../entrypoints/popup/add-media", () => ({ AddMedia: () => null }));
vi.mock("../../../entrypoints/popup/composer-choices", () => ({ ComposerChoices: () => null }));
vi.mock("../../../entrypoints/popup/publish-bar", () => ({ PublishBar: () => null }));
vi.mock("../../../entrypoints/popup/thread/thread-cost", () => ({ ThreadCost: () => null }));
vi.mock("../../../entrypoints/popup/thread/thread-list", () => ({ ThreadList: () => null }));

afterEach(() => {
  vi.unstubAllGlobals();
});

const account = emptyAccount("primary", 0);
const nothing = () => {};
const shared = { notices: null, place: "tab", onFiles: nothing, send: async () => true } as const;

function dashboardOf(...ids: readonly string[]): Dashboard {
  const drafts = ids.map((id): Job => ({ post: postIn("draft", { id }), attachments: [] }));
  const [id = ""] = ids;
  return {
    account,
    accounts: [account],
    openDraft: { post: postIn("draft", { id }), attachments: [] },
    thread: drafts,
    canJoin: false,
    places: new Map(),
    activity: drafts,
    drafts,
    undoable: null,
    preferences: DEFAULT_PREFERENCES,
  };
}

/** The part that scrolls. */
function scrolling(view: Rendered): Element {
  const [main] = view.all(".main");
  if (main === undefined) throw new Error("There is nothing to scroll in.");
  return main;
}

describe("a draft that takes the place of another", () => {
  const composer = (dashboard: Dashboard) => (
    <ComposeView dashboard={dashboard} onFailed={nothing} {...shared} />
  );

  it("opens at its top: what scrolls is made anew", async () => {
    const view = await render(composer(dashboardOf("one")));
    await vi.waitFor(() => expect(view.all(".is-draft")).toHaveLength(1));
    const before = scrolling(view);
    await view.show(composer(dashboardOf("one")));
    expect(scrolling(view)).toBe(before);
    await view.show(composer(dashboardOf("other")));
    expect(scrolling(view)).not.toBe(before);
  });
});

describe("a thread", () => {
  const composer = (dashboard: Dashboard) => (
    <ThreadComposer dashboard={dashboard} onPick={nothing} onPublished={nothing} {...shared} />
  );

  it("that takes the place of another opens at its top, and so does the first when it comes back", async () => {
    const view = await render(composer(dashboardOf("a", "b")));
    for (const ids of [
      ["c", "d"],
      ["a", "b"],
    ] as const) {
      Object.assign(scrolling(view), { scrollTop: 300 });
      await view.show(composer(dashboardOf(...ids)));
      expect(scrolling(view)).toMatchObject({ scrollTop: 0 });
    }
  });

  it.each<[what: string, ids: string[]]>([
    ["change places", ["b", "a"]],
    ["are more", ["a", "b", "c"]],
    ["are fewer, as the first is out", ["b"]],
  ])("whose posts %s stays where the person is in it", async (_what, ids) => {
    const view = await render(composer(dashboardOf("a", "b")));
    Object.assign(scrolling(view), { scrollTop: 300 });
    await view.show(composer(dashboardOf(...ids)));
    expect(scrolling(view)).toMatchObject({ scrollTop: 300 });
  });
});
