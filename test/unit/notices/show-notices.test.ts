import { beforeEach, describe, expect, it, vi } from "vitest";
import { answerNoticeClick } from "../../../lib/notices/answer-notice-click";
import { showNotices } from "../../../lib/notices/show-notices";
import { openDatabase } from "../../../lib/store/database";
import { claimNotice } from "../../../lib/store/notice-store";
import { deletePost } from "../../../lib/store/delete-post-record";
import { updatePost } from "../../../lib/store/post-store";
import { jobError } from "../../../lib/errors/job-error";
import { updatePreferences } from "../../../lib/store/preferences-store";
import { freshDatabase, keep } from "../store/fresh-database";
import { postIn } from "../jobs/example-records";

interface Shown {
  readonly id: string;
  readonly title: string;
  readonly buttons?: readonly { readonly title: string }[];
}

const screen = vi.hoisted(() => ({
  shown: [] as Shown[],
  opened: [] as string[],
  contexts: [] as object[],
  heldLocks: [] as string[],
  takesButtons: true,
  tab: { active: true, windowId: 1 },
  window: { focused: true },
}));

vi.mock("wxt/browser", async () => {
  const { getEnglishMessage } = await import("../errors/translate-in-english");
  return {
    browser: {
      i18n: { getMessage: getEnglishMessage },
      runtime: {
        getURL: (path: string) => `chrome-extension://id${path}`,
        getContexts: () => Promise.resolve(screen.contexts),
      },
      notifications: {
        create(id: string, options: Omit<Shown, "id">) {
          if (options.buttons !== undefined && !screen.takesButtons) {
            throw new Error("Property buttons is unsupported");
          }
          screen.shown.push({ id, ...options });
          return Promise.resolve(id);
        },
        clear: () => Promise.resolve(true),
      },
      tabs: {
        get: () => Promise.resolve(screen.tab),
        create: ({ url }: { url: string }) => Promise.resolve(void screen.opened.push(url)),
      },
      windows: { get: () => Promise.resolve(screen.window) },
    },
  };
});

const failures: unknown[] = [];
const startWorker = () => showNotices((error) => failures.push(error));

const OLDER = postIn("posted", { id: "older", updatedAtMs: 1 });

/** A worker goes from the newest post to the oldest: with a note about the oldest it is through. */
async function workerIsThrough(): Promise<void> {
  const database = await openDatabase();
  await vi.waitFor(async () => expect(await database.get("notices", "older")).toBe("posted"));
}

const created = { type: "created", xPostId: "99", url: "https://x.com/i/status/99" } as const;

beforeEach(async () => {
  await freshDatabase();
  failures.length = 0;
  screen.shown.length = 0;
  screen.opened.length = 0;
  screen.contexts = [];
  screen.heldLocks = [];
  vi.stubGlobal("navigator", {
    locks: {
      query: () => Promise.resolve({ held: screen.heldLocks.map((name) => ({ name })) }),
    },
  });
  screen.takesButtons = true;
  screen.tab = { active: true, windowId: 1 };
  screen.window = { focused: true };
});

describe("a notification", () => {
  it("says that a post is out, under the post's id, with a button to view it", async () => {
    await keep({ posts: [postIn("posted")] });
    startWorker();
    await vi.waitFor(() => expect(screen.shown).toHaveLength(1));
    expect(screen.shown[0]).toMatchObject({
      id: "post-end:post",
      title: "Posted on X",
      message: "A harbour",
      buttons: [{ title: "View" }],
    });
    expect(failures).toEqual([]);
  });

  it("says why a post has failed, with a button to retry", async () => {
    await keep({ posts: [postIn("failed", { error: jobError("duplicate-post", "post") })] });
    startWorker();
    await vi.waitFor(() => expect(screen.shown).toHaveLength(1));
    expect(screen.shown[0]).toMatchObject({
      title: "Your post did not go out",
      buttons: [{ title: "Retry" }],
    });
  });

  it("comes once for one end, however often the worker dies and starts", async () => {
    await keep({ posts: [postIn("posted")] });
    startWorker();
    startWorker();
    await vi.waitFor(() => expect(screen.shown).toHaveLength(1));
    await keep({ posts: [OLDER] });
    startWorker();
    await vi.waitFor(() => expect(screen.shown.at(-1)?.id).toBe("post-end:older"));
    expect(screen.shown.map(({ id }) => id)).toEqual(["post-end:post", "post-end:older"]);
  });

  it("comes again for another end of the same post", async () => {
    await keep({ posts: [postIn("failed")] });
    startWorker();
    await vi.waitFor(() => expect(screen.shown).toHaveLength(1));
    await updatePost("post", { type: "retried" }, 2000);
    await updatePost("post", { type: "call-started", mediaIds: [], userId: null }, 3000);
    await updatePost("post", created, 4000);
    await vi.waitFor(() => expect(screen.shown.at(-1)?.title).toBe("Posted on X"));
  });

  it("does not come when they are switched off, nor later for what ended meanwhile", async () => {
    await updatePreferences({ notifies: false });
    await keep({ posts: [postIn("posted"), OLDER] });
    startWorker();
    await workerIsThrough();
    await updatePreferences({ notifies: true });
    await keep({ posts: [{ ...OLDER, id: "oldest", updatedAtMs: 0 }] });
    startWorker();
    await vi.waitFor(() => expect(screen.shown.map(({ id }) => id)).toEqual(["post-end:oldest"]));
  });

  it.each([
    ["the popup is open", { contextType: "POPUP", tabId: -1 }],
    ["its tab is in front", { contextType: "TAB", tabId: 5 }],
  ])("does not come while %s", async (_name, context) => {
    screen.contexts = [{ ...context, documentUrl: "chrome-extension://id/popup.html" }];
    await keep({ posts: [postIn("posted"), OLDER] });
    startWorker();
    await workerIsThrough();
    expect(screen.shown).toEqual([]);
  });

  it("does not come while the composer is beside the pages of the window in use", async () => {
    screen.heldLocks = ["beside-window-1"];
    await keep({ posts: [postIn("posted"), OLDER] });
    startWorker();
    await workerIsThrough();
    expect(screen.shown).toEqual([]);
  });

  it("comes when it is beside the pages of another window", async () => {
    screen.heldLocks = ["beside-window-1"];
    screen.window = { focused: false };
    await keep({ posts: [postIn("posted")] });
    startWorker();
    await vi.waitFor(() => expect(screen.shown).toHaveLength(1));
  });

  it.each([
    ["its tab is behind another", { active: false, windowId: 1 }, { focused: true }],
    ["its window is not the one in use", { active: true, windowId: 1 }, { focused: false }],
  ])("comes when %s", async (_name, tab, window) => {
    screen.contexts = [
      { contextType: "TAB", tabId: 5, documentUrl: "chrome-extension://id/popup.html" },
    ];
    Object.assign(screen, { tab, window });
    await keep({ posts: [postIn("posted")] });
    startWorker();
    await vi.waitFor(() => expect(screen.shown).toHaveLength(1));
  });

  it("has no button where the browser refuses buttons", async () => {
    screen.takesButtons = false;
    await keep({ posts: [postIn("posted")] });
    startWorker();
    await vi.waitFor(() => expect(screen.shown).toHaveLength(1));
    expect(screen.shown[0]?.buttons).toBeUndefined();
  });

  it("tells of a thread once, with the post after which none waits", async () => {
    const second = postIn("publishing", { id: "second", afterId: "post" });
    await keep({ posts: [postIn("posted"), second, OLDER] });
    startWorker();
    await vi.waitFor(() => expect(screen.shown.map(({ id }) => id)).toEqual(["post-end:older"]));
    await keep({ posts: [postIn("posted", { id: "second", afterId: "post" })] });
    startWorker();
    await vi.waitFor(() => expect(screen.shown.at(-1)?.id).toBe("post-end:second"));
    expect(screen.shown).toHaveLength(2);
  });

  it("is forgotten with its post", async () => {
    await keep({ posts: [postIn("posted")] });
    startWorker();
    await vi.waitFor(() => expect(screen.shown).toHaveLength(1));
    await deletePost("post");
    startWorker();
    await vi.waitFor(async () => expect(await claimNotice("post", "posted")).toBe(true));
  });
});

describe("a click on a notification", () => {
  const done: string[] = [];
  const effects = {
    retryPost: (id: string) => Promise.resolve(void done.push(`retry ${id}`)),
    openComposer: () => Promise.resolve(void done.push("open composer")),
  };

  it("opens the post, tries again, or opens the composer, by what the post is by then", async () => {
    await keep({ posts: [postIn("posted", { id: "a" }), postIn("failed", { id: "b" })] });
    await answerNoticeClick("post-end:a", "body", effects);
    await answerNoticeClick("post-end:b", "button", effects);
    await answerNoticeClick("post-end:b", "body", effects);
    await answerNoticeClick("post-end:deleted", "button", effects);
    await answerNoticeClick("composer-ready", "body", effects);
    expect(screen.opened).toEqual(["https://x.com/i/status/99"]);
    expect(done).toEqual(["retry b", "open composer", "open composer"]);
  });
});
