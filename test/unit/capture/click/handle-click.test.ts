import { beforeEach, describe, expect, it, vi } from "vitest";
import { getAttachment } from "../../../../lib/store/attachment-store";
import { getOpenDraftId, setOpenDraftId } from "../../../../lib/store/open-draft-store";
import { getPost } from "../../../../lib/store/post-store";
import { updatePreferences } from "../../../../lib/store/preferences-store";
import { postIn } from "../../jobs/example-records";
import { freshDatabase, keep } from "../../store/fresh-database";

const fake = vi.hoisted(() => ({
  openPopup: vi.fn(),
  request: vi.fn(),
  contains: vi.fn(),
  createNotification: vi.fn(),
  getContexts: vi.fn(),
  getViews: vi.fn(),
  heldLocks: [] as string[],
  /** Firefox's; undefined in the others. */
  sidebarAction: undefined as object | undefined,
  createEntry: vi.fn(),
}));

vi.mock("wxt/browser", () => ({
  browser: {
    action: { openPopup: fake.openPopup },
    contextMenus: { removeAll: () => Promise.resolve(), create: fake.createEntry },
    permissions: { request: fake.request, contains: fake.contains },
    notifications: { create: fake.createNotification },
    runtime: { getContexts: fake.getContexts, getURL: (path: string) => `extension:/${path}` },
    i18n: { getMessage: (key: string) => key },
    extension: { getViews: fake.getViews },
    get sidebarAction() {
      return fake.sidebarAction;
    },
  },
}));

const { handleClick } = await import("../../../../lib/capture/click/handle-click");

const TAB = { id: 7, windowId: 3, title: "Gallery" };
const onPage = (srcUrl: string) => ({
  menuItemId: "tweet-image",
  srcUrl,
  pageUrl: "https://gallery.test/",
  frameId: 0,
});
const SAME_SITE = onPage("https://gallery.test/a.jpg");
const OTHER_SITE = onPage("https://cdn.test/a.jpg");
const wake = vi.fn<(id: string) => void>();
const publish = vi.fn<(attachmentId: string) => Promise<void>>();
const jobs = { wakeAttachment: wake, publishByItself: publish };

beforeEach(async () => {
  await freshDatabase();
  vi.resetAllMocks();
  vi.stubGlobal("navigator", {
    locks: {
      request: (_name: string, task: () => unknown) => Promise.resolve(task()),
      query: () => Promise.resolve({ held: fake.heldLocks.map((name) => ({ name })) }),
    },
  });
  fake.openPopup.mockResolvedValue(undefined);
  fake.getContexts.mockResolvedValue([]);
  fake.getViews.mockReturnValue([]);
  fake.heldLocks = ["begin-capture"];
  fake.sidebarAction = undefined;
});

describe("a click on the menu entry", () => {
  it("that could not be stored says why, and what to do", async () => {
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("Full", "QuotaExceededError");
    });
    await expect(handleClick(SAME_SITE, TAB, jobs)).rejects.toThrow("Full");
    vi.restoreAllMocks();
    expect(wake).not.toHaveBeenCalled();
    expect(fake.createNotification).toHaveBeenCalledExactlyOnceWith(
      "click-failed",
      expect.objectContaining({ title: "error_storage_full", message: "next_storage_full" }),
    );
  });

  it("asks for the picture's site before anything is awaited: afterwards the gesture is gone", () => {
    fake.request.mockResolvedValue(true);
    void handleClick(OTHER_SITE, TAB, jobs);
    expect(fake.request).toHaveBeenCalledExactlyOnceWith({ origins: ["https://cdn.test/*"] });
  });

  it("opens the popup only when the question is answered: it would take the keyboard from it", async () => {
    let answer: (granted: boolean) => void = () => {};
    fake.request.mockReturnValue(new Promise<boolean>((resolve) => (answer = resolve)));
    const handled = handleClick(OTHER_SITE, TAB, jobs);
    await vi.waitFor(() => expect(wake).toHaveBeenCalled());
    expect(fake.openPopup).not.toHaveBeenCalled();
    answer(false);
    await handled;
    expect(fake.openPopup).toHaveBeenCalledExactlyOnceWith({ windowId: 3 });
  });

  it("asks nothing for a picture of the page's own site, and opens the popup", async () => {
    await handleClick(SAME_SITE, TAB, jobs);
    expect(fake.openPopup).toHaveBeenCalledOnce();
    expect(fake.request).not.toHaveBeenCalled();
    expect(wake).toHaveBeenCalledOnce();
  });

  it("goes by what was allowed before when the browser does not let it ask", async () => {
    fake.request.mockRejectedValue(new Error("This function must be called during a user gesture"));
    fake.contains.mockResolvedValue(true);
    await handleClick(OTHER_SITE, TAB, jobs);
    expect(fake.contains).toHaveBeenCalledWith({ origins: ["https://cdn.test/*"] });
  });

  it("says by a notification that the composer is ready where the browser refuses the popup", async () => {
    fake.openPopup.mockRejectedValue(new Error("Could not find an active browser window."));
    await handleClick(SAME_SITE, TAB, jobs);
    expect(fake.createNotification).toHaveBeenCalledExactlyOnceWith(
      "composer-ready",
      expect.objectContaining({ title: "notification_ready_title" }),
    );
    expect(wake).toHaveBeenCalledOnce();
  });

  it("opens the popup in the same turn in Firefox, whose older versions refuse it later", async () => {
    fake.sidebarAction = {};
    const handled = handleClick(SAME_SITE, TAB, jobs);
    expect(fake.openPopup).toHaveBeenCalledOnce();
    await handled;
  });

  it("opens no popup where the composer is open beside the pages of that window", async () => {
    fake.heldLocks.push("beside-window-3");
    await handleClick(SAME_SITE, TAB, jobs);
    expect(fake.openPopup).not.toHaveBeenCalled();
    expect(wake).toHaveBeenCalledOnce();
  });

  it("opens the popup where the composer is open beside the pages of another window", async () => {
    fake.heldLocks.push("beside-window-4");
    await handleClick(SAME_SITE, TAB, jobs);
    expect(fake.openPopup).toHaveBeenCalledExactlyOnceWith({ windowId: 3 });
  });

  it("opens no popup where Firefox shows the composer in its sidebar", async () => {
    fake.sidebarAction = {};
    fake.getViews.mockReturnValue([{}]);
    await handleClick(SAME_SITE, TAB, jobs);
    expect(fake.getViews).toHaveBeenCalledExactlyOnceWith({ type: "sidebar", windowId: 3 });
    expect(fake.openPopup).not.toHaveBeenCalled();
  });

  it("says nothing where the popup is open already", async () => {
    fake.openPopup.mockRejectedValue(new Error("Failed to open popup."));
    fake.getContexts.mockResolvedValue([{}]);
    await handleClick(SAME_SITE, TAB, jobs);
    expect(fake.createNotification).not.toHaveBeenCalled();
  });

  describe("with the option to post without the composer", () => {
    beforeEach(async () => {
      await updatePreferences({ postsAtOnce: true, template: "{title}" });
    });

    const postOf = async (id: string | undefined) =>
      getPost((await getAttachment(id ?? ""))?.postId ?? "");

    it("publishes a post of its own, beside the draft that is being written", async () => {
      await keep({ posts: [postIn("draft")] });
      await setOpenDraftId("post");
      await handleClick(SAME_SITE, TAB, jobs);
      const id = publish.mock.calls[0]?.[0];
      expect(publish).toHaveBeenCalledOnce();
      expect(await postOf(id)).toMatchObject({ text: "Gallery", attachmentIds: [id] });
      expect(await getOpenDraftId()).toBe("post");
    });

    it("begins the seconds to undo when the site's permission is there", async () => {
      let answer: (granted: boolean) => void = () => {};
      fake.request.mockReturnValue(new Promise<boolean>((resolve) => (answer = resolve)));
      const handled = handleClick(OTHER_SITE, TAB, jobs);
      await vi.waitFor(() => expect(wake).toHaveBeenCalled());
      expect(publish).not.toHaveBeenCalled();
      answer(true);
      await handled;
      expect(publish).toHaveBeenCalledOnce();
    });

    it("shows the draft instead when the site may not be read", async () => {
      fake.request.mockResolvedValue(false);
      await handleClick(OTHER_SITE, TAB, jobs);
      expect(publish).not.toHaveBeenCalled();
      expect(await getOpenDraftId()).toBe((await postOf(wake.mock.calls[0]?.[0]))?.id);
    });

    it("says so where the browser refuses the popup", async () => {
      fake.openPopup.mockRejectedValue(new Error("Could not find an active browser window."));
      await handleClick(SAME_SITE, TAB, jobs);
      expect(fake.createNotification).toHaveBeenCalledExactlyOnceWith(
        "composer-ready",
        expect.objectContaining({ title: "notification_held_title" }),
      );
    });
  });

  it("on somebody else's entry is none of ours", async () => {
    await handleClick({ ...SAME_SITE, menuItemId: "other" }, TAB, jobs);
    expect(wake).not.toHaveBeenCalled();
    expect(fake.openPopup).not.toHaveBeenCalled();
  });
});
