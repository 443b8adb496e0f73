import { beforeEach, describe, expect, it } from "vitest";
import { deleteForNow, finishDeletions, undoDeletion } from "../../../lib/commands/delete-post";
import {
  cancelPost,
  confirmPosted,
  openDraft,
  publishPost,
} from "../../../lib/commands/draft-commands";
import { schedulePost } from "../../../lib/commands/post-commands";
import { finishRemovalsOfThread, removeAttachment } from "../../../lib/commands/remove-attachment";
import {
  addPost,
  joinThread,
  moveMedium,
  movePost,
  splitText,
  tellPostLink,
} from "../../../lib/commands/thread-commands";
import { jobError } from "../../../lib/errors/job-error";
import type { Post } from "../../../lib/jobs/post";
import { NO_POST_OPTIONS } from "../../../lib/jobs/post-options";
import { changeDraftAccount } from "../../../lib/store/change-draft-account";
import { readDashboard } from "../../../lib/store/dashboard";
import { getOpenDraftId, setOpenDraftId } from "../../../lib/store/open-draft-store";
import { getPost } from "../../../lib/store/post-store";
import { forgetOldPosts } from "../../../lib/store/retention";
import { listThread } from "../../../lib/store/thread-store";
import { attachmentIn, IMAGE, postIn, VIDEO } from "../jobs/example-records";
import { IdleRunner } from "../runner/idle-runner";
import { freshDatabase, keep } from "../store/fresh-database";

let nowMs = 1_000;
const control = { runner: new IdleRunner(), now: () => nowMs };

beforeEach(async () => {
  nowMs = 1_000;
  await freshDatabase();
});

/** Posts a, b, c… in a chain, each in a state. */
async function keepThread(...states: Post["state"][]): Promise<void> {
  const ids = [..."abcdef"];
  await keep({
    posts: states.map((state, index) => ({
      ...postIn(state),
      id: ids[index] ?? "",
      text: ids[index] ?? "",
      attachmentIds: [],
      ...(index > 0 && { afterId: ids[index - 1] ?? "" }),
    })),
  });
}

/** What is left of the thread of a post, in order: the texts. */
const orderFrom = async (id: string) =>
  (await listThread(id)).map(({ text, state }) => (state === "deleted" ? "" : text)).join("");

const statesOf = async (...ids: string[]) =>
  (await Promise.all(ids.map(getPost))).map((post) => post?.state);

describe("a thread that is written", () => {
  it("grows behind the draft that was named, and the composer shows the new post", async () => {
    await keepThread("draft", "draft");
    await addPost("a", control);
    expect(await orderFrom("a")).toBe("ab");
    const added = (await listThread("a"))[1];
    expect(added).toMatchObject({ state: "draft", text: "", afterId: "a" });
    expect(await getOpenDraftId()).toBe(added?.id);
    expect((await readDashboard()).thread).toHaveLength(3);
    expect((await readDashboard()).drafts).toHaveLength(1);
  });

  it("takes the parts of a text, the first in the draft that had it", async () => {
    await keepThread("draft", "draft");
    await splitText("a", ["1", "2", "3"], control);
    expect(await orderFrom("b")).toBe("123b");
  });

  it("does not grow behind what is on its way", async () => {
    await keepThread("publishing");
    await addPost("a", control);
    await splitText("a", ["1", "2"], control);
    expect(await orderFrom("a")).toBe("a");
  });

  it("changes its order, and what was deleted comes back where it was", async () => {
    await keepThread("draft", "draft", "draft");
    await movePost("c", 0, control);
    expect(await orderFrom("a")).toBe("cab");
    await deleteForNow("a", control);
    await movePost("b", 0, control);
    expect(await orderFrom("b")).toBe("bc");
    await undoDeletion("a", control);
    expect(await orderFrom("b")).toBe("bca");
  });

  it("loses a post whose time to undo is over: those beside it stand together", async () => {
    await keepThread("draft", "draft", "draft");
    await setOpenDraftId("b");
    await deleteForNow("b", control);
    expect(await getOpenDraftId()).toBe("a");
    nowMs += 60_000;
    await finishDeletions(control);
    expect(await orderFrom("a")).toBe("ac");
    await deleteForNow("a", control);
    expect(await getOpenDraftId()).toBe("c");
    nowMs += 60_000;
    await finishDeletions(control);
    expect((await getPost("c"))?.afterId).toBeUndefined();
  });

  it("takes a medium from one post to another, unless X would not take it there", async () => {
    await keepThread("draft", "draft");
    const image = attachmentIn("ready", { id: "image", postId: "a", media: IMAGE });
    const video = attachmentIn("ready", { id: "video", postId: "b", media: VIDEO });
    await keep({
      posts: [
        postIn("draft", { id: "a", attachmentIds: ["image"] }),
        postIn("draft", { id: "b", afterId: "a", attachmentIds: [] }),
      ],
      attachments: [image],
    });
    await moveMedium("image", "b", control);
    expect(await getPost("a")).toMatchObject({ attachmentIds: [] });
    expect(await getPost("b")).toMatchObject({ attachmentIds: ["image"] });
    await keep({
      posts: [postIn("draft", { id: "c", attachmentIds: ["video"] })],
      attachments: [{ ...video, postId: "c" }],
    });
    await expect(moveMedium("video", "b", control)).rejects.toMatchObject({
      error: { code: "mix-not-allowed" },
    });
    expect(await getPost("c")).toMatchObject({ attachmentIds: ["video"] });
  });

  it("keeps a post whose last medium is removed", async () => {
    await keep({
      posts: [
        postIn("draft", { id: "a", text: "", attachmentIds: ["image"] }),
        postIn("draft", { id: "b", afterId: "a", attachmentIds: [] }),
      ],
      attachments: [attachmentIn("ready", { id: "image", postId: "a" })],
    });
    await removeAttachment("image", control);
    await finishRemovalsOfThread("b", control);
    expect(await statesOf("a", "b")).toEqual(["draft", "draft"]);
  });

  it("is made of drafts of which one was begun beside the other, with the account of the first", async () => {
    await keep({
      posts: [
        postIn("draft", { id: "a" }),
        postIn("draft", { id: "b", begunBecause: "too-many-images", begunBeside: "a" }),
        postIn("draft", { id: "c", begunBecause: "too-many-images", begunBeside: "b" }),
      ],
    });
    await joinThread("c", control);
    expect((await listThread("a")).map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(await getPost("c")).toMatchObject({ begunBecause: null });
  });

  it("changes its account as a whole", async () => {
    await keepThread("posted", "draft", "draft");
    expect(await changeDraftAccount("c", "second", 5)).toEqual([]);
    const accounts = await Promise.all(["a", "b", "c"].map(getPost));
    expect(accounts.map((post) => post?.accountId)).toEqual(["primary", "second", "second"]);
  });
});

describe("a thread that goes out", () => {
  it("goes as a whole, whichever post is named, with the options of the first", async () => {
    await keepThread("draft", "draft", "draft");
    const options = { ...NO_POST_OPTIONS, madeWithAi: true, replyLink: "https://x.com/a/status/1" };
    await keep({ posts: [{ ...postIn("draft"), id: "a", options }] });
    await setOpenDraftId("c");
    await publishPost("b", control);
    expect(await statesOf("a", "b", "c")).toEqual(["publishing", "publishing", "publishing"]);
    expect(await getPost("c")).toMatchObject({ options: { madeWithAi: true, replyLink: "" } });
    expect(await getOpenDraftId()).toBeUndefined();
  });

  it("goes without what was deleted just before", async () => {
    await keepThread("draft", "draft", "draft");
    await deleteForNow("a", control);
    await finishRemovalsOfThread("c", control);
    await publishPost("c", control);
    expect(await statesOf("a", "b", "c")).toEqual([undefined, "publishing", "publishing"]);
    expect((await getPost("b"))?.afterId).toBeUndefined();
  });

  it("waits as a whole for its moment, and is a draft again as a whole", async () => {
    await keepThread("draft", "draft");
    await schedulePost("b", 90_000, control);
    expect(await statesOf("a", "b")).toEqual(["scheduled", "publishing"]);
    await openDraft("a", control);
    expect(await statesOf("a", "b")).toEqual(["draft", "draft"]);
  });

  it("becomes drafts where the scheduled beginning is deleted: nothing goes out unasked", async () => {
    await keepThread("scheduled", "publishing", "publishing");
    await deleteForNow("a", control);
    expect(await statesOf("b", "c")).toEqual(["publishing", "publishing"]);
    nowMs += 60_000;
    await finishDeletions(control);
    expect(await statesOf("a", "b", "c")).toEqual([undefined, "draft", "draft"]);
    expect((await listThread("b")).map(({ id }) => id)).toEqual(["b", "c"]);
  });

  it("closes the gap where a failed post in the middle is deleted", async () => {
    await keepThread("posted", "failed", "publishing");
    await deleteForNow("b", control);
    nowMs += 60_000;
    await finishDeletions(control);
    expect(await getPost("c")).toMatchObject({ state: "publishing", afterId: "a" });
  });

  it("keeps a post that is out and taken from the list until the next has answered it", async () => {
    await keepThread("posted", "failed");
    await deleteForNow("a", control);
    nowMs += 60_000;
    await finishDeletions(control);
    expect(await statesOf("a", "b")).toEqual(["deleted", "failed"]);
    await keep({ posts: [{ ...postIn("posted"), id: "b", afterId: "a" }] });
    await finishDeletions(control);
    expect(await statesOf("a")).toEqual([undefined]);
  });

  it("does not lose what is still to be answered to age", async () => {
    await keepThread("posted", "failed");
    await forgetOldPosts(90_000_000_000, 1);
    expect(await statesOf("a", "b")).toEqual(["posted", "failed"]);
  });

  it("ends with the post that is cancelled, and what is out stays", async () => {
    await keepThread("posted", "publishing", "publishing");
    await cancelPost("b", control);
    expect(await statesOf("a", "b", "c")).toEqual(["posted", "cancelled", "cancelled"]);
  });

  it("is written anew from the failed post on", async () => {
    await keepThread("posted", "failed", "publishing");
    await openDraft("b", control);
    expect(await statesOf("a", "b", "c")).toEqual(["posted", "draft", "draft"]);
    const { thread, places } = await readDashboard();
    expect(thread.map(({ post }) => post.id)).toEqual(["b", "c"]);
    expect(places.get("b")).toMatchObject({ index: 1, count: 3 });
  });
});

describe("a post of a thread of which the person says that it is out", () => {
  it("is the one that X showed, where it has shown one", async () => {
    const similarUrl = "https://x.com/me/status/77";
    await keep({ posts: [postIn("unsure", { lookup: "inconclusive", similarUrl })] });
    await confirmPosted("post", control);
    expect(await getPost("post")).toMatchObject({ xPostId: "77", url: similarUrl });
  });

  it("is found by the link that they paste, and the failed one goes on", async () => {
    await keepThread("posted", "failed");
    await keep({
      posts: [
        postIn("posted", { id: "a", xPostId: null, url: null }),
        postIn("failed", { id: "b", afterId: "a", error: jobError("thread-broken", "post") }),
      ],
    });
    await expect(tellPostLink("b", "https://x.com/me", control)).rejects.toMatchObject({
      error: { code: "reply-link-invalid" },
    });
    expect(await statesOf("b")).toEqual(["failed"]);
    await tellPostLink("b", "https://x.com/me/status/78", control);
    expect(await getPost("a")).toMatchObject({ xPostId: "78" });
    expect(await statesOf("b")).toEqual(["publishing"]);
  });
});
