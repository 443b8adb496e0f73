import { afterEach, describe, expect, it, vi } from "vitest";
import type { Place } from "../../../entrypoints/popup/place";
import { SayContext } from "../../../entrypoints/popup/messages";
import { SentPanel } from "../../../entrypoints/popup/sent-panel";
import type { Post } from "../../../lib/jobs/post";
import type { ThreadPlace } from "../../../lib/jobs/thread";
import { attachmentIn, postIn } from "../jobs/example-records";
import { render } from "./render";

vi.mock("wxt/browser", async () => {
  const { getEnglishMessage } = await import("../errors/translate-in-english");
  return { browser: { i18n: { getMessage: getEnglishMessage } } };
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const said: string[] = [];
let another = 0;

function panel(post: Post | null, place: Place = "popup", thread?: ThreadPlace) {
  const media = [attachmentIn("ready"), attachmentIn("ready", { id: "second" })];
  return (
    <SayContext.Provider value={({ text }) => said.push(text)}>
      <SentPanel
        job={post && { post, attachments: media }}
        thread={thread}
        place={place}
        onAnother={() => (another += 1)}
      />
    </SayContext.Provider>
  );
}

const POSTED = postIn("posted");

describe("the panel after a post", () => {
  it("takes the focus that the Post button had, once: not again when the post is out", async () => {
    const view = await render(panel(null));
    expect(view.focused()).toBeNull();
    await view.show(panel(postIn("publishing")));
    expect(view.focused()).toBe(view.all(".sent-note")[0]);
    // The person has gone on to something else.
    view.dropFocus();
    await view.show(panel(POSTED));
    expect(view.focused()).toBeNull();
  });

  it("is heard: its words come into a status that was there before", async () => {
    const view = await render(panel(null));
    const [status] = view.all("[role=status]");
    expect(status?.textContent).toBe("");
    await view.show(panel(postIn("publishing")));
    expect(status?.textContent).toBe("On its way. You can close this window.");
    await view.show(panel(POSTED));
    expect(status?.textContent).toBe("Posted.");
  });

  it("leads to the post once it is out, and not before", async () => {
    const view = await render(panel(postIn("posting")));
    expect(view.all("a")).toEqual([]);
    expect(view.text()).not.toContain("Copy link");
    await view.show(panel(POSTED));
    expect(view.all("a[href='https://x.com/i/status/99']")).toHaveLength(1);
  });

  it("copies the post's address, and says so", async () => {
    const writeText = vi.fn(() => Promise.resolve());
    vi.stubGlobal("navigator", { clipboard: { writeText } });
    const view = await render(panel(POSTED));
    await view.press("Copy link");
    expect(writeText).toHaveBeenCalledWith("https://x.com/i/status/99");
    expect(said).toEqual(["Copied"]);
  });

  it("shows what went out", async () => {
    const view = await render(panel(POSTED));
    expect(view.all(".activity-thumbnail")).toHaveLength(1);
  });

  it("goes on with the page in front, which a composer in a tab does not have", async () => {
    const view = await render(panel(POSTED));
    await view.press("Another from this page");
    expect(another).toBe(1);
    await view.show(panel(POSTED, "side"));
    await view.press("Another from this page");
    expect(another).toBe(2);
    await view.show(panel(POSTED, "tab"));
    await expect(view.press("Another from this page")).rejects.toThrow("No button");
  });

  it("says of a thread that it is out once all of it is", async () => {
    const first = "https://x.com/i/status/99";
    const begun: ThreadPlace = { index: 0, count: 2, outUrls: [first], needsPerson: false };
    const view = await render(panel(POSTED, "popup", begun));
    expect(view.text()).toContain("On its way.");
    expect(view.text()).not.toContain("Posted.");
    const whole = { ...begun, outUrls: [first, "https://x.com/i/status/100"] };
    await view.show(panel(POSTED, "popup", whole));
    expect(view.text()).toContain("Posted.");
  });
});
