import { beforeEach, describe, expect, it } from "vitest";
import { jobError } from "../../../lib/errors/job-error";
import {
  getAttachment,
  getAttachments,
  listBusyAttachments,
} from "../../../lib/store/attachment-store";
import { updateAttachment } from "../../../lib/store/update-attachment";
import { appendChunk } from "../../../lib/store/byte-store";
import { watchOwnChanges } from "../../../lib/store/change-notice";
import { getOpenDraftId } from "../../../lib/store/open-draft-store";
import { deletePost } from "../../../lib/store/delete-post-record";
import {
  addToDraft,
  getPost,
  listBusyPosts,
  listRecentPosts,
  moveToNewDraft,
  updatePost,
} from "../../../lib/store/post-store";
import { attachmentIn, postIn, SESSION } from "../jobs/example-records";
import { freshDatabase, keep } from "./fresh-database";
import { readAllBytes } from "./read-all-bytes";

beforeEach(freshDatabase);

const TRANSFER = { doneBytes: 3, totalBytes: 3, bytesPerSecond: 1 };

describe("two that take the same step at the same time", () => {
  it("take it once: a post is called for by one of them", async () => {
    await keep({ posts: [postIn("publishing")] });
    const attempts = await Promise.all(
      Array.from({ length: 8 }, (_, caller) =>
        updatePost("post", { type: "call-started", mediaIds: [String(caller)], userId: null }, 5),
      ),
    );
    expect(attempts.filter((attempt) => attempt?.applied)).toHaveLength(1);
    expect(await getPost("post")).toMatchObject({ state: "posting", mediaIds: ["0"] });
  });

  it("take it once: an upload has one session", async () => {
    await keep({ attachments: [attachmentIn("uploading", { id: "a" })] });
    const attempts = await Promise.all(
      ["1", "2", "3"].map((mediaId) =>
        updateAttachment("a", { type: "session-opened", session: { ...SESSION, mediaId } }, 5),
      ),
    );
    expect(attempts.filter((attempt) => attempt?.applied)).toHaveLength(1);
    expect(await getAttachment("a")).toMatchObject({ session: { mediaId: "1" } });
  });

  it("lose nothing of each other: every acknowledged segment stays", async () => {
    await keep({ attachments: [attachmentIn("uploading", { id: "a", session: SESSION })] });
    await Promise.all(
      [3, 0, 2, 1].map((index) =>
        updateAttachment(
          "a",
          { type: "segments-moved", cutEnds: [], acknowledged: [index], transfer: TRANSFER },
          5,
        ),
      ),
    );
    expect(await getAttachment("a")).toMatchObject({ session: { acknowledged: [0, 1, 2, 3] } });
  });
});

describe("an event without a meaning", () => {
  it("writes nothing, tells nobody, and hands out the record as it stands", async () => {
    const posted = postIn("posted");
    await keep({ posts: [posted] });
    const seen: unknown[] = [];
    const stop = watchOwnChanges((notice) => seen.push(notice));
    expect(await updatePost("post", { type: "cancelled" }, 9000)).toEqual({
      post: posted,
      applied: false,
    });
    stop();
    expect(seen).toEqual([]);
    expect(await getPost("post")).toEqual(posted);
  });

  it("is undefined for a record that is gone", async () => {
    expect(await updatePost("nobody", { type: "cancelled" }, 1)).toBeUndefined();
    expect(await updateAttachment("nobody", { type: "cancelled" }, 1)).toBeUndefined();
  });
});

describe("what the worker has to do", () => {
  it("is every attachment under way", async () => {
    const states = [
      "capturing",
      "uploading",
      "processing",
      "ready",
      "failed",
      "cancelled",
    ] as const;
    await keep({ attachments: states.map((state) => ({ ...attachmentIn(state), id: state })) });
    const busy = await listBusyAttachments();
    expect(busy.map(({ id }) => id).toSorted()).toEqual(["capturing", "processing", "uploading"]);
  });

  it("is every post under way, but not one that only the person can decide", async () => {
    const states = ["draft", "publishing", "posting", "posted", "unsure", "failed"] as const;
    await keep({
      posts: [
        ...states.map((state) => ({ ...postIn(state), id: state })),
        postIn("unsure", { id: "asking", lookup: "inconclusive" }),
      ],
    });
    const busy = await listBusyPosts();
    expect(busy.map(({ id }) => id).toSorted()).toEqual(["posting", "publishing", "unsure"]);
  });
});

describe("posts and attachments", () => {
  it("are listed by their last change, newest first, no more than asked for", async () => {
    const posts = [3, 1, 2].map((updatedAtMs) =>
      postIn("draft", { id: `post-${updatedAtMs}`, updatedAtMs }),
    );
    await keep({ posts });
    expect((await listRecentPosts(2)).map(({ id }) => id)).toEqual(["post-3", "post-2"]);
    expect(await listRecentPosts(0)).toEqual([]);
  });

  it("are handed out in the post's order, without those that are gone", async () => {
    await keep({
      attachments: ["a", "b", "c"].map((id) => attachmentIn("ready", { id })),
    });
    const found = await getAttachments(["c", "gone", "a"]);
    expect(found.map(({ id }) => id)).toEqual(["c", "a"]);
  });

  it("are deleted together, bytes included, and nothing else is", async () => {
    const own = attachmentIn("capturing", { id: "a", postId: "post" });
    const foreign = attachmentIn("capturing", { id: "b", postId: "other" });
    await keep({
      posts: [postIn("draft"), postIn("draft", { id: "other" })],
      attachments: [own, foreign],
    });
    await appendChunk("a", 0, new Blob(["abc"]), TRANSFER, 1);
    await appendChunk("b", 0, new Blob(["abc"]), TRANSFER, 1);
    await deletePost("post");
    expect([await getPost("post"), await getAttachment("a"), await readAllBytes("a")]).toEqual([
      undefined,
      undefined,
      null,
    ]);
    expect(await getPost("other")).toBeDefined();
    expect((await readAllBytes("b"))?.size).toBe(3);
  });
});

describe("a new attachment", () => {
  const attachment = attachmentIn("capturing", { id: "new", postId: "post", createdAtMs: 9000 });

  it("is stored with a new draft", async () => {
    const draft = postIn("draft", { attachmentIds: [] });
    expect(await addToDraft(draft, attachment)).toBe(true);
    expect(await getPost("post")).toMatchObject({ attachmentIds: ["new"], updatedAtMs: 9000 });
    expect(await getAttachment("new")).toEqual(attachment);
  });

  it("has its draft shown by the composer, though the worker dies right after", async () => {
    await addToDraft(postIn("draft", { attachmentIds: [] }), attachment);
    expect(await getOpenDraftId()).toBe("post");
  });

  it("joins the draft as it is stored, not as it was read", async () => {
    const draft = postIn("draft", { attachmentIds: ["first"] });
    await keep({ posts: [{ ...draft, text: "Typed meanwhile" }] });
    expect(await addToDraft(draft, attachment)).toBe(true);
    expect(await getPost("post")).toMatchObject({
      text: "Typed meanwhile",
      attachmentIds: ["first", "new"],
    });
  });

  it("is not hung onto a post that was published meanwhile, where nobody would see it", async () => {
    const draft = postIn("draft");
    await keep({ posts: [postIn("publishing")] });
    expect(await addToDraft(draft, attachment)).toBe(false);
    expect(await getAttachment("new")).toBeUndefined();
    expect(await getPost("post")).toEqual(postIn("publishing"));
  });
});

describe("an attachment that moves to a draft of its own", () => {
  it("leaves the old one and stands alone in the new one", async () => {
    await keep({
      posts: [postIn("draft", { attachmentIds: ["a", "b"] })],
      attachments: [attachmentIn("ready", { id: "b" })],
    });
    await moveToNewDraft(["b"], postIn("draft", { id: "own", text: "", attachmentIds: [] }), 70);
    expect(await getPost("post")).toMatchObject({ attachmentIds: ["a"] });
    expect(await getPost("own")).toMatchObject({ attachmentIds: ["b"], text: "" });
    expect(await getAttachment("b")).toMatchObject({ postId: "own" });
    expect(await getOpenDraftId()).toBe("own");
  });

  it("goes with others that came with it, in their order", async () => {
    await keep({
      posts: [postIn("draft", { attachmentIds: ["a", "b", "c"] })],
      attachments: ["a", "b", "c"].map((id) => attachmentIn("ready", { id })),
    });
    const own = postIn("draft", { id: "own", attachmentIds: [] });
    await moveToNewDraft(["b", "c", "gone"], own, 70);
    expect(await getPost("post")).toMatchObject({ attachmentIds: ["a"] });
    expect(await getPost("own")).toMatchObject({ attachmentIds: ["b", "c"] });
    expect(await getAttachment("c")).toMatchObject({ postId: "own" });
  });

  it("stays where it is when it was cancelled, or its post published, meanwhile", async () => {
    const own = postIn("draft", { id: "own", attachmentIds: [] });
    const publishing = postIn("publishing", { attachmentIds: ["a", "b"] });
    await keep({ posts: [publishing], attachments: [attachmentIn("ready", { id: "b" })] });
    await moveToNewDraft(["b"], own, 70);
    await keep({
      posts: [postIn("draft", { id: "post", attachmentIds: ["c"] })],
      attachments: [attachmentIn("cancelled", { id: "c" })],
    });
    await moveToNewDraft(["c"], own, 70);
    await moveToNewDraft(["nobody"], own, 70);
    expect(await getPost("own")).toBeUndefined();
    expect(await getOpenDraftId()).toBeUndefined();
    expect(await getAttachment("b")).toMatchObject({ postId: "post" });
  });
});

describe("a failure", () => {
  it("survives the store word for word", async () => {
    const error = jobError("no-credits", "post", { details: { credits: 0 }, retryAtMs: 5 });
    await keep({ posts: [postIn("publishing")] });
    await updatePost("post", { type: "failed", error }, 5);
    expect(await getPost("post")).toMatchObject({ state: "failed", error });
  });
});
