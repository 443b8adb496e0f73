import { beforeEach, describe, expect, it } from "vitest";
import { deleteForNow, undoDeletion } from "../../../lib/commands/delete-post";
import { finishOverdue } from "../../../lib/commands/finish-overdue";
import { removeAttachment, undoRemoval } from "../../../lib/commands/remove-attachment";
import { UNDO_DELETE_MS } from "../../../lib/jobs/post";
import { freeForgottenBytes } from "../../../lib/runner/free-bytes";
import { getAttachment } from "../../../lib/store/attachment-store";
import { appendChunk } from "../../../lib/store/byte-store";
import { readDashboard } from "../../../lib/store/dashboard";
import { getOpenDraftId, setOpenDraftId } from "../../../lib/store/open-draft-store";
import { deletePost } from "../../../lib/store/delete-post-record";
import {
  getPost,
  listDrafts,
  listRecentPosts,
  listSetAsideIds,
} from "../../../lib/store/post-store";
import { forgetOldPosts } from "../../../lib/store/retention";
import { readAllJobs } from "../../../lib/store/search-activity";
import { attachmentIn, postIn, SOURCE } from "../jobs/example-records";
import { IdleRunner } from "../runner/idle-runner";
import { freshDatabase, keep } from "../store/fresh-database";
import { readAllBytes } from "../store/read-all-bytes";

let runner: IdleRunner;
let nowMs: number;
const control = () => ({ runner, now: () => nowMs });

beforeEach(async () => {
  await freshDatabase();
  runner = new IdleRunner();
  nowMs = 70_000;
});

/** A draft with a file of the person's own: nothing but its stored bytes can bring it back. */
async function keepOwnFile(): Promise<void> {
  const source = { ...SOURCE, way: "file", url: "" } as const;
  await keep({
    posts: [postIn("draft", { attachmentIds: ["a"] })],
    attachments: [attachmentIn("capturing", { id: "a", source })],
  });
  const transfer = { doneBytes: 3, totalBytes: 3, bytesPerSecond: 0 };
  await appendChunk("a", 0, new Blob(["abc"]), transfer, 1);
  await keep({ attachments: [attachmentIn("uploading", { id: "a", source })] });
  await setOpenDraftId("post");
}

/** What each start of the worker does. */
async function startWorker(): Promise<void> {
  await forgetOldPosts(nowMs, null);
  await finishOverdue(control());
  await freeForgottenBytes(nowMs);
}

describe("a deleted draft", () => {
  it("is shown nowhere, and nothing is done for it", async () => {
    await keepOwnFile();
    await deleteForNow("post", control());
    expect([await listDrafts(), await listRecentPosts(9), await readAllJobs()]).toEqual([
      [],
      [],
      [],
    ]);
    expect(await getOpenDraftId()).toBeUndefined();
    expect(runner.told).toContain("interrupt attachment a");
    expect([...(await listSetAsideIds())]).toEqual(["a"]);
  });

  it("of an own file comes back with its bytes, in the composer, and its upload goes on", async () => {
    await keepOwnFile();
    const before = await getPost("post");
    await deleteForNow("post", control());
    await undoDeletion("post", control());
    expect(await getPost("post")).toEqual({ ...before, updatedAtMs: nowMs });
    expect(await readAllBytes("a")).not.toBeNull();
    expect(await getOpenDraftId()).toBe("post");
    expect(runner.told).toContain("wake attachment a");
  });

  it("that the composer did not show does not push away the one that it shows", async () => {
    await keepOwnFile();
    await keep({ posts: [postIn("draft", { id: "other", attachmentIds: [] })] });
    await deleteForNow("other", control());
    await undoDeletion("other", control());
    expect(await getOpenDraftId()).toBe("post");
  });

  it("can still be brought back after the popup was closed and the worker has died", async () => {
    await keepOwnFile();
    await deleteForNow("post", control());
    nowMs += UNDO_DELETE_MS - 1;
    await startWorker();
    await undoDeletion("post", control());
    expect(await getPost("post")).toMatchObject({ state: "draft", attachmentIds: ["a"] });
    expect(await readAllBytes("a")).not.toBeNull();
  });

  it("is gone with its bytes at the worker's first start after its time, and comes back no more", async () => {
    await keepOwnFile();
    await deleteForNow("post", control());
    nowMs += UNDO_DELETE_MS;
    await startWorker();
    expect(await getAttachment("a")).toBeUndefined();
    expect(await readAllBytes("a")).toBeNull();
    await undoDeletion("post", control());
    expect(await getPost("post")).toBeUndefined();
  });

  it("keeps what was removed from it before, to be put back after", async () => {
    await keepOwnFile();
    await removeAttachment("a", control());
    await deleteForNow("post", control());
    await startWorker();
    await undoDeletion("post", control());
    await undoRemoval("post", control());
    expect(await getPost("post")).toMatchObject({ attachmentIds: ["a"] });
    expect(await readAllBytes("a")).not.toBeNull();
  });
});

describe("what can be brought back", () => {
  it("is what was deleted last", async () => {
    await keepOwnFile();
    await keep({ posts: [postIn("posted", { id: "old", attachmentIds: [] })] });
    expect((await readDashboard()).undoable).toBeNull();
    await deleteForNow("old", control());
    nowMs += 1;
    await removeAttachment("a", control());
    const untilMs = nowMs + UNDO_DELETE_MS;
    expect((await readDashboard()).undoable).toEqual({
      deleted: "medium",
      postId: "post",
      untilMs,
    });
    await undoRemoval("post", control());
    expect((await readDashboard()).undoable).toMatchObject({ deleted: "post", postId: "old" });
  });
});

describe("deleting", () => {
  it.each(["scheduled", "failed", "cancelled", "posted"] as const)(
    "a %s post can be undone",
    async (state) => {
      await keep({ posts: [postIn(state, { attachmentIds: [] })] });
      await deleteForNow("post", control());
      expect(await listRecentPosts(9)).toEqual([]);
      await undoDeletion("post", control());
      expect(await getPost("post")).toMatchObject({ state });
      // Which sets the alarm of its moment anew.
      expect(runner.told.at(-1)).toBe("wake post post");
    },
  );

  it("a post that waits to be posted cancels it first", async () => {
    await keep({ posts: [postIn("publishing", { attachmentIds: [] })] });
    await deleteForNow("post", control());
    expect(await getPost("post")).toMatchObject({
      state: "deleted",
      before: { state: "cancelled" },
    });
  });

  it("a post that may be on X does not forget it: that could lead to a second one", async () => {
    await keep({ posts: [postIn("posting", { attachmentIds: [] })] });
    await deleteForNow("post", control());
    expect(await getPost("post")).toMatchObject({ state: "unsure", ifAbsent: "cancel" });
  });

  it("a post that is brought back while a clean-up has it on its list stays", async () => {
    await keep({ posts: [postIn("failed", { attachmentIds: [] })] });
    await deleteForNow("post", control());
    await undoDeletion("post", control());
    await deletePost("post", ({ state }) => state === "deleted");
    expect(await getPost("post")).toMatchObject({ state: "failed" });
  });
});
