import { beforeEach, describe, expect, it } from "vitest";
import { jobError } from "../../../lib/errors/job-error";
import {
  cancelAttachment,
  cancelPost,
  confirmPosted,
  discardPost,
  editAltText,
  editText,
  openDraft,
  publishPost,
  retryAttachment,
  retryPost,
  setOptions,
} from "../../../lib/commands/draft-commands";
import { getAttachment } from "../../../lib/store/attachment-store";
import { updateAttachment } from "../../../lib/store/update-attachment";
import { appendChunk } from "../../../lib/store/byte-store";
import { getOpenDraftId, setOpenDraftId } from "../../../lib/store/open-draft-store";
import { getPost, updatePost } from "../../../lib/store/post-store";
import { freshDatabase, keep } from "../store/fresh-database";
import { attachmentIn, failedAttachment, postIn, SESSION, VIDEO } from "../jobs/example-records";
import { IdleRunner } from "../runner/idle-runner";
import { readAllBytes } from "../store/read-all-bytes";

let runner: IdleRunner;
const control = () => ({ runner, now: () => 70_000 });
const AMPLIFIED = { category: "amplify_video", additionalOwners: [] } as const;

beforeEach(async () => {
  await freshDatabase();
  runner = new IdleRunner();
});

async function keepBytes(id: string): Promise<void> {
  const transfer = { doneBytes: 3, totalBytes: 3, bytesPerSecond: 0 };
  await keep({ attachments: [attachmentIn("capturing", { id })] });
  await appendChunk(id, 0, new Blob(["abc"]), transfer, 1);
}

describe("writing", () => {
  it("is stored in a draft, and in nothing that has left it", async () => {
    await keep({ posts: [postIn("draft"), postIn("publishing", { id: "gone" })] });
    await editText("post", "New", control());
    await editText("gone", "New", control());
    expect(await getPost("post")).toMatchObject({ text: "New", updatedAtMs: 70_000 });
    expect(await getPost("gone")).toMatchObject({ text: "A harbour" });
  });

  it("an alt text is stored in any state but cancelled", async () => {
    await keep({
      attachments: [attachmentIn("failed", { id: "a" }), attachmentIn("cancelled", { id: "b" })],
    });
    await editAltText("a", "Boats", control());
    await editAltText("b", "Boats", control());
    expect(await getAttachment("a")).toMatchObject({ altText: "Boats" });
    expect(await getAttachment("b")).toMatchObject({ altText: "" });
  });
});

describe("choosing another category", () => {
  it("ends the upload under way and begins it anew", async () => {
    await keep({ attachments: [attachmentIn("uploading", { id: "a", session: SESSION })] });
    await setOptions("a", AMPLIFIED, control());
    expect(await getAttachment("a")).toMatchObject({ options: AMPLIFIED, session: null });
    expect(runner.told.at(-1)).toBe("wake attachment a");
    expect(runner.told).toContain("interrupt attachment a");
  });

  it("is not undone by an answer to the old upload that comes at the last moment", async () => {
    await keep({ attachments: [attachmentIn("uploading", { id: "a" })] });
    runner.onInterrupt = (id) =>
      updateAttachment(id, { type: "session-opened", session: SESSION }, 69_999);
    await setOptions("a", AMPLIFIED, control());
    expect(await getAttachment("a")).toMatchObject({ options: AMPLIFIED, session: null });
  });

  it("does nothing when it is the one already chosen", async () => {
    const session = SESSION;
    await keep({ attachments: [attachmentIn("uploading", { id: "a", session })] });
    await setOptions("a", { category: null, additionalOwners: [] }, control());
    expect(runner.told).toEqual([]);
    expect(await getAttachment("a")).toMatchObject({ session });
  });

  it("lets a capture go on: bytes are the same whatever they are uploaded as", async () => {
    await keep({ attachments: [attachmentIn("capturing", { id: "a" })] });
    await setOptions("a", AMPLIFIED, control());
    expect(runner.told).toEqual([]);
    expect(await getAttachment("a")).toMatchObject({ state: "capturing", options: AMPLIFIED });
  });

  it("of an attachment that is gone does nothing", async () => {
    await setOptions("nobody", AMPLIFIED, control());
    expect(runner.told).toEqual([]);
  });
});

describe("cancelling an attachment", () => {
  it("lets a post that waits for it go on without it", async () => {
    await keep({
      posts: [postIn("publishing", { attachmentIds: ["a"] })],
      attachments: [attachmentIn("uploading", { id: "a" })],
    });
    await cancelAttachment("a", control());
    expect(await getAttachment("a")).toMatchObject({ state: "cancelled" });
    expect(runner.told).toContain("wake post post");
  });
});

describe("publishing", () => {
  it("any number of times is publishing once, and closes the composer", async () => {
    await keep({ posts: [postIn("draft")] });
    await setOpenDraftId("post");
    await Promise.all([publishPost("post", control()), publishPost("post", control())]);
    expect(runner.told).toEqual(["wake post post"]);
    expect(await getPost("post")).toMatchObject({ state: "publishing" });
    expect(await getOpenDraftId()).toBeUndefined();
  });

  it("leaves another draft open", async () => {
    await keep({ posts: [postIn("draft")] });
    await setOpenDraftId("another");
    await publishPost("post", control());
    expect(await getOpenDraftId()).toBe("another");
  });
});

describe("cancelling a post", () => {
  it("before its call ends it and frees the bytes", async () => {
    await keepBytes("a");
    await keep({ posts: [postIn("publishing", { attachmentIds: ["a"] })] });
    await cancelPost("post", control());
    expect(await getPost("post")).toMatchObject({ state: "cancelled" });
    expect(await getAttachment("a")).toMatchObject({ state: "cancelled" });
    expect(await readAllBytes("a")).toBeNull();
  });

  it("in its call keeps the bytes until it is known what became of the call", async () => {
    await keepBytes("a");
    await keep({ posts: [postIn("posting", { attachmentIds: ["a"] })] });
    await cancelPost("post", control());
    expect(await getPost("post")).toMatchObject({ state: "unsure", ifAbsent: "cancel" });
    expect(await readAllBytes("a")).not.toBeNull();
    expect(runner.told).toEqual(["interrupt post post", "wake post post"]);
  });
});

describe("retrying", () => {
  it("an attachment lets it go on", async () => {
    await keep({
      attachments: [
        { ...failedAttachment({ from: "upload", media: VIDEO, session: SESSION }), id: "a" },
      ],
    });
    await retryAttachment("a", control());
    expect(await getAttachment("a")).toMatchObject({ state: "uploading", session: SESSION });
    expect(runner.told).toEqual(["wake attachment a"]);
  });

  it("a failed post retries what failed in it, and leaves the rest", async () => {
    await keep({
      posts: [postIn("failed", { attachmentIds: ["a", "b"] })],
      attachments: [
        attachmentIn("failed", { id: "a" }),
        attachmentIn("ready", { id: "b", mediaId: "5" }),
      ],
    });
    await retryPost("post", control());
    expect(await getPost("post")).toMatchObject({ state: "publishing" });
    expect(await getAttachment("a")).toMatchObject({ state: "uploading" });
    expect(await getAttachment("b")).toMatchObject({ state: "ready", mediaId: "5" });
  });

  it.each([
    ["media-refused", "post"],
    ["invalid-request", "alt-text"],
  ] as const)(
    "a post whose media X has refused as %s (%s) uploads them anew",
    async (code, stage) => {
      await keep({
        posts: [postIn("failed", { attachmentIds: ["a"], error: jobError(code, stage) })],
        attachments: [attachmentIn("ready", { id: "a", freshUploads: 2 })],
      });
      await retryPost("post", control());
      expect(await getAttachment("a")).toMatchObject({ state: "uploading", freshUploads: 0 });
    },
  );

  it("an unsure post does not overlook that the look under way has found it", async () => {
    await keep({ posts: [postIn("unsure", { attachmentIds: [] })] });
    runner.onInterrupt = (id) =>
      updatePost(id, { type: "created", xPostId: "99", url: null }, 69_999);
    await retryPost("post", control());
    expect(await getPost("post")).toMatchObject({ state: "posted", xPostId: "99" });
  });

  it("a post that is gone, or under way, does nothing", async () => {
    await retryPost("nobody", control());
    await keep({ posts: [postIn("posting", { attachmentIds: [] })] });
    await retryPost("post", control());
    expect(await getPost("post")).toMatchObject({ state: "posting" });
  });
});

describe("the person's word", () => {
  it("that the post exists ends the search, and wakes it once more to free its bytes", async () => {
    await keep({ posts: [postIn("unsure")] });
    await confirmPosted("post", control());
    expect(await getPost("post")).toMatchObject({ state: "posted", xPostId: null, url: null });
    expect(runner.told).toEqual(["interrupt post post", "wake post post"]);
  });
});

describe("the composer", () => {
  it("shows a failed post again, which is then a draft", async () => {
    await keep({ posts: [postIn("failed")] });
    await openDraft("post", control());
    expect(await getPost("post")).toMatchObject({ state: "draft", text: "A harbour" });
    expect(await getOpenDraftId()).toBe("post");
  });

  it("keeps its draft when it is asked to show what is no draft", async () => {
    await keep({ posts: [postIn("draft", { id: "mine" }), postIn("posted")] });
    await setOpenDraftId("mine");
    for (const id of ["post", "nobody"]) {
      await openDraft(id, control());
      expect(await getOpenDraftId()).toBe("mine");
    }
  });
});

describe("deleting", () => {
  it.each(["draft", "publishing", "failed", "cancelled", "posted"] as const)(
    "a post in %s removes it with its attachments and bytes",
    async (state) => {
      await keepBytes("a");
      await keep({ posts: [{ ...postIn(state), attachmentIds: ["a"] }] });
      await setOpenDraftId("post");
      await discardPost("post", control());
      expect(await getPost("post")).toBeUndefined();
      expect(await getAttachment("a")).toBeUndefined();
      expect(await readAllBytes("a")).toBeNull();
      expect(await getOpenDraftId()).toBeUndefined();
    },
  );

  it.each(["posting", "unsure"] as const)(
    "a post in %s only cancels it: forgetting it could lead to a second one",
    async (state) => {
      await keep({ posts: [{ ...postIn(state), attachmentIds: [] }] });
      await discardPost("post", control());
      expect(await getPost("post")).toMatchObject({ state: "unsure", ifAbsent: "cancel" });
    },
  );

  it("a post of which nobody can tell whether it was made is the person's to forget", async () => {
    await keep({ posts: [postIn("unsure", { attachmentIds: [], lookup: "inconclusive" })] });
    await discardPost("post", control());
    expect(await getPost("post")).toBeUndefined();
  });
});
