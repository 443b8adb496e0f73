import { beforeEach, describe, expect, it } from "vitest";
import { undoDeletion } from "../../../lib/commands/delete-post";
import { editText, publishPost } from "../../../lib/commands/draft-commands";
import { finishOverdue } from "../../../lib/commands/finish-overdue";
import {
  finishRemovals,
  removeAttachment,
  undoRemoval,
} from "../../../lib/commands/remove-attachment";
import { UNDO_DELETE_MS } from "../../../lib/jobs/post";
import { getAttachment } from "../../../lib/store/attachment-store";
import { appendChunk } from "../../../lib/store/byte-store";
import { getOpenDraftId, setOpenDraftId } from "../../../lib/store/open-draft-store";
import { getPost, listDrafts } from "../../../lib/store/post-store";
import { freshDatabase, keep } from "../store/fresh-database";
import { attachmentIn, IMAGE, postIn, VIDEO } from "../jobs/example-records";
import { IdleRunner } from "../runner/idle-runner";
import { readAllBytes } from "../store/read-all-bytes";

let runner: IdleRunner;
let nowMs: number;
const control = () => ({ runner, now: () => nowMs });

beforeEach(async () => {
  await freshDatabase();
  runner = new IdleRunner();
  nowMs = 70_000;
});

async function keepBytes(id: string): Promise<void> {
  const transfer = { doneBytes: 3, totalBytes: 3, bytesPerSecond: 0 };
  await keep({ attachments: [attachmentIn("capturing", { id })] });
  await appendChunk(id, 0, new Blob(["abc"]), transfer, 1);
}

/** A draft of two images whose bytes are stored. */
async function keepTwo(text = "A harbour"): Promise<void> {
  for (const id of ["a", "b"]) await keepBytes(id);
  await keep({
    posts: [postIn("draft", { text, attachmentIds: ["a", "b"] })],
    attachments: [
      attachmentIn("ready", { id: "a" }),
      attachmentIn("uploading", { id: "b", media: IMAGE }),
    ],
  });
}

describe("a removed medium", () => {
  it("leaves the draft at once, with its request, and keeps its bytes while it can be put back", async () => {
    await keepTwo();
    await removeAttachment("b", control());
    expect(await getPost("post")).toMatchObject({
      attachmentIds: ["a"],
      removal: { attachmentId: "b", index: 1, untilMs: nowMs + UNDO_DELETE_MS },
    });
    expect(runner.told).toEqual(["interrupt attachment b"]);
    expect(await readAllBytes("b")).not.toBeNull();
  });

  it("is put back where it stood, and its upload goes on", async () => {
    await keepTwo();
    await removeAttachment("a", control());
    await undoRemoval("post", control());
    expect(await getPost("post")).toMatchObject({ attachmentIds: ["a", "b"], removal: null });
    expect(runner.told).toContain("wake attachment a");
  });

  it("is gone with its bytes when it is too late; text and other media stay", async () => {
    await keepTwo();
    await removeAttachment("a", control());
    await finishRemovals("post", control());
    expect(await getAttachment("a")).toBeUndefined();
    expect(await readAllBytes("a")).toBeNull();
    expect(await getPost("post")).toMatchObject({
      text: "A harbour",
      attachmentIds: ["b"],
      removal: null,
    });
    await undoRemoval("post", control());
    expect(await getPost("post")).toMatchObject({ attachmentIds: ["b"] });
  });

  it("can be put back after the next one was removed as well", async () => {
    await keepTwo();
    await removeAttachment("a", control());
    nowMs += 1_000;
    await removeAttachment("b", control());
    await undoRemoval("post", control());
    await undoRemoval("post", control());
    expect(await getPost("post")).toMatchObject({ attachmentIds: ["a", "b"], removal: null });
    expect([await readAllBytes("a"), await readAllBytes("b")]).not.toContain(null);
  });

  it("goes at its own time, whatever was removed after it", async () => {
    await keepTwo();
    await removeAttachment("a", control());
    nowMs += 1_000;
    await removeAttachment("b", control());
    nowMs += UNDO_DELETE_MS - 1_000;
    await finishOverdue(control());
    expect(await getAttachment("a")).toBeUndefined();
    await undoRemoval("post", control());
    expect(await getPost("post")).toMatchObject({ attachmentIds: ["b"], removal: null });
  });

  it("is gone some time after the popup was closed over it, and not before", async () => {
    await keepTwo();
    await removeAttachment("a", control());
    nowMs += UNDO_DELETE_MS - 1;
    await finishOverdue(control());
    expect(await getAttachment("a")).toBeDefined();
    nowMs += 1;
    await finishOverdue(control());
    expect(await getAttachment("a")).toBeUndefined();
  });

  it("takes a draft without words along when it was the last, to come back with it", async () => {
    await keepBytes("a");
    await keep({
      posts: [postIn("draft", { text: " \n", attachmentIds: ["a"] })],
      attachments: [attachmentIn("ready", { id: "a" })],
    });
    await setOpenDraftId("post");
    await removeAttachment("a", control());
    expect(await listDrafts()).toEqual([]);
    await undoDeletion("post", control());
    expect(await getPost("post")).toMatchObject({ attachmentIds: ["a"], removal: null });
    expect(await getOpenDraftId()).toBe("post");
  });

  it("takes a draft along whose words were deleted meanwhile, once it is too late", async () => {
    await keepTwo();
    await removeAttachment("a", control());
    await removeAttachment("b", control());
    await editText("post", "", control());
    await finishRemovals("post", control());
    expect(await getPost("post")).toBeUndefined();
  });

  it("has no place any more beside what X would not take with it", async () => {
    await keep({
      posts: [
        postIn("draft", {
          attachmentIds: ["b"],
          removal: { attachmentId: "a", index: 0, untilMs: 90_000 },
        }),
      ],
      attachments: [
        attachmentIn("ready", { id: "a" }),
        attachmentIn("uploading", { id: "b", media: VIDEO }),
      ],
    });
    await expect(undoRemoval("post", control())).rejects.toMatchObject({
      error: { code: "mix-not-allowed" },
    });
    expect(await getPost("post")).toMatchObject({ attachmentIds: ["b"] });
  });

  it("that has failed can be put back as it was", async () => {
    await keepBytes("a");
    await keep({
      posts: [postIn("draft", { attachmentIds: ["a"] })],
      attachments: [attachmentIn("failed", { id: "a" })],
    });
    await removeAttachment("a", control());
    await undoRemoval("post", control());
    expect(await getAttachment("a")).toMatchObject({ state: "failed" });
    expect(await readAllBytes("a")).not.toBeNull();
    expect(await getPost("post")).toMatchObject({ attachmentIds: ["a"], removal: null });
  });

  it("whose download is under way can be put back, and begins anew", async () => {
    await keepBytes("a");
    await keep({ posts: [postIn("draft", { attachmentIds: ["a"] })] });
    await removeAttachment("a", control());
    expect(await readAllBytes("a")).toBeNull();
    await undoRemoval("post", control());
    expect(await getPost("post")).toMatchObject({ attachmentIds: ["a"], removal: null });
    expect(runner.told.at(-1)).toBe("wake attachment a");
  });

  it("stays when its post has left the draft", async () => {
    await keep({
      posts: [postIn("draft", { attachmentIds: ["a"] })],
      attachments: [attachmentIn("ready", { id: "a" })],
    });
    await publishPost("post", control());
    await removeAttachment("a", control());
    expect(await getAttachment("a")).toMatchObject({ state: "ready" });
    expect(await getPost("post")).toMatchObject({ attachmentIds: ["a"] });
  });
});
