import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readDashboard, ACTIVITY_PAGE } from "../../../lib/store/dashboard";
import {
  deleteLocalFile,
  freeForgottenFiles,
  getLocalFile,
  putLocalFile,
} from "../../../lib/store/local-file-store";
import { getPreferences, updatePreferences } from "../../../lib/store/preferences-store";
import { DEFAULT_PREFERENCES } from "../../../lib/store/preferences";
import { readAllJobs, searchActivity } from "../../../lib/store/search-activity";
import { attachmentIn, failedAttachment, postIn, SOURCE } from "../jobs/example-records";
import { freshDatabase, keep } from "./fresh-database";

beforeEach(freshDatabase);
afterEach(() => {
  vi.restoreAllMocks();
});

/** Posted and failed by turns, the highest number changed last, each with a picture. */
async function keepMany(count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => index);
  await keep({
    posts: numbers.map((index) => ({
      ...postIn(index % 2 === 0 ? "posted" : "failed"),
      id: `p${index}`,
      text: `Post number ${index}`,
      updatedAtMs: index,
      attachmentIds: [`a${index}`],
    })),
    attachments: numbers.map((index) =>
      attachmentIn("ready", { id: `a${index}`, postId: `p${index}` }),
    ),
  });
}

describe("the activity list", () => {
  it("is painted from its first page, however long it is", async () => {
    await keepMany(1000);
    const readAll = vi.spyOn(IDBIndex.prototype, "getAll");
    const get = vi.spyOn(IDBObjectStore.prototype, "get");
    const { activity } = await readDashboard();
    expect(activity).toHaveLength(ACTIVITY_PAGE);
    expect(activity[0]?.post.id).toBe("p999");
    // One look for the picture of each post that is shown.
    expect(get.mock.calls.length).toBeLessThanOrEqual(ACTIVITY_PAGE + 5);
    // The drafts and what was deleted just now, of which there are none.
    expect(readAll.mock.calls).toEqual([["draft"], ["deleted"]]);
  });

  it("is narrowed to a state over an index, newest first, a page at a time", async () => {
    await keepMany(40);
    const readAll = vi.spyOn(IDBIndex.prototype, "getAll");
    const found = await searchActivity({ kind: "failed", query: "" }, 5);
    expect(found.jobs.map(({ post }) => post.id)).toEqual(["p39", "p37", "p35", "p33", "p31"]);
    expect(found.hasMore).toBe(true);
    expect(readAll).not.toHaveBeenCalled();
    expect(await searchActivity({ kind: "cancelled", query: "" }, 5)).toEqual({
      jobs: [],
      hasMore: false,
    });
  });

  it("is searched whole, by words in any order", async () => {
    await keepMany(40);
    const found = await searchActivity({ kind: "posted", query: "3 number" }, 2);
    expect(found.jobs.map(({ post }) => post.text)).toEqual(["Post number 38", "Post number 36"]);
    expect(found.hasMore).toBe(true);
    const all = await searchActivity({ kind: "all", query: "Gallery" }, 100);
    expect(all).toMatchObject({ hasMore: false });
    expect(all.jobs).toHaveLength(40);
  });

  it("is read whole for a copy, with each post's own pictures in their order", async () => {
    await keep({
      posts: [postIn("posted", { attachmentIds: ["b", "gone", "a"] })],
      attachments: [attachmentIn("ready", { id: "a" }), attachmentIn("ready", { id: "b" })],
    });
    const [job] = await readAllJobs();
    expect(job?.attachments.map(({ id }) => id)).toEqual(["b", "a"]);
  });
});

describe("the preferences", () => {
  it("are the usual until something is set, and keep what is not changed", async () => {
    expect(await getPreferences()).toEqual(DEFAULT_PREFERENCES);
    await updatePreferences({ template: "{title}" });
    await updatePreferences({ requiresAltText: true });
    expect(await getPreferences()).toEqual({
      ...DEFAULT_PREFERENCES,
      template: "{title}",
      requiresAltText: true,
    });
  });
});

describe("a file of the person's own", () => {
  it("is kept until it is taken", async () => {
    await putLocalFile("a", new Blob(["abc"]), 1000);
    expect(await (await getLocalFile("a"))?.text()).toBe("abc");
    await deleteLocalFile("a");
    expect(await getLocalFile("a")).toBeNull();
  });

  it("is freed when its command never came, or its attachment needs it no more", async () => {
    const source = { ...SOURCE, way: "file" } as const;
    await keep({
      attachments: [
        attachmentIn("capturing", { id: "capturing", source }),
        attachmentIn("uploading", { id: "uploading", source }),
        { ...failedAttachment({ from: "capture", mark: null }), id: "retried", source },
        attachmentIn("cancelled", { id: "cancelled", source }),
      ],
    });
    const ids = ["capturing", "uploading", "retried", "cancelled"];
    for (const id of ids) await putLocalFile(id, new Blob(["abc"]), 0);
    await putLocalFile("on its way", new Blob(["abc"]), 4_000_000);
    await putLocalFile("never came", new Blob(["abc"]), 1000);
    await freeForgottenFiles(4_100_000);
    const kept = [];
    for (const id of [...ids, "on its way", "never came"]) {
      if ((await getLocalFile(id)) !== null) kept.push(id);
    }
    expect(kept).toEqual(["capturing", "retried", "on its way"]);
  });
});
