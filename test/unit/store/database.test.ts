import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { toJobError } from "../../../lib/errors/job-error";
import { emptyAccount } from "../../../lib/store/account-record";
import { getAccount, listAccounts, updateAccount } from "../../../lib/store/account-store";
import { watchChanges, watchOwnChanges } from "../../../lib/store/change-notice";
import { readDashboard } from "../../../lib/store/dashboard";
import { openDatabase, OPENS_WITHIN_MS } from "../../../lib/store/database";
import { getOpenDraftId, setOpenDraftId } from "../../../lib/store/open-draft-store";
import { attachmentIn, postIn } from "../jobs/example-records";
import { freshDatabase, keep } from "./fresh-database";

beforeEach(freshDatabase);

/** Opens the database as a newer version of the extension would. */
const openNewerVersion = () => openRaw(1000);

function openRaw(version: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("tweet-this-image", version);
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error as Error));
  });
}

describe("the database", () => {
  it("is opened once for everybody in a context", async () => {
    const [one, other] = await Promise.all([openDatabase(), openDatabase()]);
    expect(one).toBe(other);
  });

  it("has a table for everything that survives the worker", async () => {
    const { objectStoreNames } = await openDatabase();
    expect([...objectStoreNames].toSorted()).toEqual([
      "accounts",
      "attachments",
      "chunks",
      "grants",
      "localFiles",
      "notices",
      "posts",
      "preferences",
      "settings",
    ]);
  });

  it("makes way for a newer version, and then says that its data is of another one", async () => {
    await openDatabase();
    const newer = await openNewerVersion();
    const failure = await openDatabase().catch((error: unknown) => error);
    expect(toJobError(failure, "capture").code).toBe("storage-newer");
    newer.close();
  });

  it("is not waited for for ever where another context keeps it closed", async () => {
    const holder = await openRaw(1);
    // Waits for the holder, which does not let go; whoever comes after it waits, too.
    const newer = openRaw(1000);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const failure = openDatabase().catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(OPENS_WITHIN_MS);
    vi.useRealTimers();
    expect(toJobError(await failure, "capture").code).toBe("storage-blocked");
    holder.close();
    (await newer).close();
  });

  it("is tried again after it could not be opened", async () => {
    const newer = await openNewerVersion();
    await expect(openDatabase()).rejects.toMatchObject({ name: "VersionError" });
    newer.close();
    globalThis.indexedDB = new IDBFactory();
    expect((await openDatabase()).version).toBe(4);
  });
});

describe("the account", () => {
  it("is nobody before anything was entered", async () => {
    const nobody = emptyAccount("primary", 0);
    expect(await getAccount("primary")).toEqual(nobody);
    expect(await listAccounts()).toEqual([nobody]);
  });

  it("keeps what a change does not name, also when two come at once", async () => {
    await Promise.all([
      updateAccount("primary", { clientId: "abc" }),
      updateAccount("primary", { state: "signing-in" }),
    ]);
    expect(await getAccount("primary")).toMatchObject({ clientId: "abc", state: "signing-in" });
  });
});

describe("a change", () => {
  it("is told to this context and to the others", async () => {
    // What the test before has changed may be told only now.
    const heard = new Promise((resolve) =>
      watchChanges((notice) => {
        if (notice.table === "settings") resolve(notice);
      }),
    );
    const own: unknown[] = [];
    const stop = watchOwnChanges((notice) => own.push(notice));
    await setOpenDraftId("post");
    stop();
    await updateAccount("primary", { clientId: "abc" });
    const notice = { table: "settings", id: "open-draft", isProgress: false };
    expect(await heard).toEqual(notice);
    expect(own).toEqual([notice]);
  });
});

describe("what the popup shows", () => {
  it("is nothing at first", async () => {
    expect(await readDashboard()).toMatchObject({ openDraft: null, activity: [] });
    expect(await getOpenDraftId()).toBeUndefined();
  });

  it("is the open draft, and the posts changed last with their attachments", async () => {
    const draft = postIn("draft", { id: "draft", attachmentIds: ["a"], updatedAtMs: 1 });
    const posted = postIn("posted", { id: "posted", attachmentIds: ["gone"], updatedAtMs: 2 });
    const picture = attachmentIn("ready", { id: "a", postId: "draft" });
    await keep({ posts: [draft, posted], attachments: [picture] });
    await setOpenDraftId("draft");
    const { openDraft, activity } = await readDashboard();
    expect(openDraft).toEqual({ post: draft, attachments: [picture] });
    expect(activity).toEqual([{ post: posted, attachments: [] }, openDraft]);
  });

  it("has the open draft however much has happened since", async () => {
    const draft = postIn("draft", { id: "draft", attachmentIds: [], updatedAtMs: 1 });
    const newer = Array.from({ length: 3 }, (_, index) =>
      postIn("posted", { id: `posted-${index}`, updatedAtMs: 10 + index }),
    );
    await keep({ posts: [draft, ...newer] });
    await setOpenDraftId("draft");
    const { openDraft, activity } = await readDashboard(2);
    expect(openDraft?.post.id).toBe("draft");
    expect(activity).toHaveLength(2);
  });

  it("has no open draft when that was published, or deleted", async () => {
    await keep({ posts: [postIn("publishing")] });
    await setOpenDraftId("post");
    expect((await readDashboard()).openDraft).toBeNull();
    await setOpenDraftId("deleted");
    expect((await readDashboard()).openDraft).toBeNull();
    await setOpenDraftId(null);
    expect(await getOpenDraftId()).toBeUndefined();
  });
});
