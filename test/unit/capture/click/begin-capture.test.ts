import { beforeEach, describe, expect, it } from "vitest";
import { beginCapture } from "../../../../lib/capture/click/begin-capture";
import { keepMixLegal } from "../../../../lib/capture/click/keep-mix-legal";
import { getAttachment } from "../../../../lib/store/attachment-store";
import { readDashboard } from "../../../../lib/store/dashboard";
import { getOpenDraftId, setOpenDraftId } from "../../../../lib/store/open-draft-store";
import { getPost, updatePost } from "../../../../lib/store/post-store";
import { attachmentIn, GIF, IMAGE, postIn, SOURCE, VIDEO } from "../../jobs/example-records";
import { freshDatabase, keep } from "../../store/fresh-database";

const NOW_MS = 80_000;
const postIdOf = async (id: string) => (await getAttachment(id))?.postId;

beforeEach(freshDatabase);

describe("a click on a picture", () => {
  it("is stored at once, in a draft of its own that the composer shows", async () => {
    const id = await beginCapture(SOURCE, NOW_MS);
    expect(await getAttachment(id)).toMatchObject({
      state: "capturing",
      source: SOURCE,
      createdAtMs: NOW_MS,
      altText: "",
    });
    const { openDraft } = await readDashboard();
    expect(openDraft?.post).toMatchObject({ text: "", attachmentIds: [id] });
    expect(openDraft?.post.id).toBe(await postIdOf(id));
  });

  it("joins the open draft and its text", async () => {
    const first = await beginCapture(SOURCE, NOW_MS);
    const postId = (await postIdOf(first)) ?? "";
    await updatePost(postId, { type: "text-edited", text: "Two boats" }, NOW_MS);
    const second = await beginCapture(SOURCE, NOW_MS + 1);
    expect(await getPost(postId)).toMatchObject({
      text: "Two boats",
      attachmentIds: [first, second],
    });
  });

  it("begins another draft beside four images, and beside a video", async () => {
    const ids = [];
    for (let click = 0; click < 5; click++) ids.push(await beginCapture(SOURCE, NOW_MS + click));
    const posts = await Promise.all(ids.map(postIdOf));
    expect(new Set(posts.slice(0, 4)).size).toBe(1);
    expect(posts[4]).not.toBe(posts[0]);
    const video = await beginCapture({ ...SOURCE, element: "video" }, NOW_MS + 9);
    expect(await postIdOf(video)).not.toBe(posts[4]);
    expect(await getOpenDraftId()).toBe(await postIdOf(video));
  });

  it("begins another draft when the open one was published or deleted", async () => {
    await keep({ posts: [postIn("publishing")] });
    await setOpenDraftId("post");
    expect(await postIdOf(await beginCapture(SOURCE, NOW_MS))).not.toBe("post");
    await setOpenDraftId("deleted");
    expect(await postIdOf(await beginCapture(SOURCE, NOW_MS))).not.toBe("deleted");
  });

  it("at the very moment of publishing is in one post or the other, and never lost", async () => {
    for (let race = 0; race < 10; race++) {
      await freshDatabase();
      const first = await beginCapture(SOURCE, NOW_MS);
      const postId = (await postIdOf(first)) ?? "";
      const steps = Array.from({ length: race }, () => getPost(postId));
      const publish = Promise.all(steps).then(() =>
        updatePost(postId, { type: "publish-requested", holdUntilMs: null }, NOW_MS),
      );
      const [second] = await Promise.all([beginCapture(SOURCE, NOW_MS + 1), publish]);
      const post = await getPost((await postIdOf(second)) ?? "");
      expect(post?.attachmentIds).toContain(second);
    }
  });
});

describe("a capture that turns out to be a GIF or a video", () => {
  const beside = async (...others: readonly ReturnType<typeof attachmentIn>[]) => {
    const all = [...others, attachmentIn("capturing", { id: "new" })];
    await keep({
      posts: [postIn("draft", { attachmentIds: all.map(({ id }) => id) })],
      attachments: all,
    });
  };
  const image = attachmentIn("ready", { id: "a", media: IMAGE });

  it.each([GIF, VIDEO])(
    "beside an image gets a draft of its own, which the composer shows",
    async (media) => {
      await beside(image);
      await keepMixLegal("new", media, NOW_MS);
      expect(await getPost("post")).toMatchObject({ text: "A harbour", attachmentIds: ["a"] });
      const own = (await postIdOf("new")) ?? "";
      expect(await getPost(own)).toMatchObject({
        state: "draft",
        text: "",
        attachmentIds: ["new"],
      });
      expect(await getOpenDraftId()).toBe(own);
    },
  );

  it("alone, or beside what has failed or was cancelled, stays", async () => {
    await beside(attachmentIn("failed", { id: "b" }), attachmentIn("cancelled", { id: "c" }));
    await keepMixLegal("new", GIF, NOW_MS);
    expect(await postIdOf("new")).toBe("post");
  });

  it("is no reason to touch what has left the draft", async () => {
    await beside(image);
    await updatePost("post", { type: "publish-requested", holdUntilMs: null }, NOW_MS);
    await keepMixLegal("new", GIF, NOW_MS);
    expect(await postIdOf("new")).toBe("post");
    await keepMixLegal("nobody", GIF, NOW_MS);
  });

  it("is none when it is an image, up to four", async () => {
    await beside(image, { ...image, id: "b" }, { ...image, id: "c" });
    await keepMixLegal("new", IMAGE, NOW_MS);
    expect(await postIdOf("new")).toBe("post");
  });

  it("beside another that is still being captured is found out by the second", async () => {
    await beside(attachmentIn("capturing", { id: "a" }));
    await keepMixLegal("new", GIF, NOW_MS);
    expect(await postIdOf("new")).toBe("post");
    await keep({ attachments: [attachmentIn("uploading", { id: "new", media: GIF })] });
    await keepMixLegal("a", IMAGE, NOW_MS);
    expect(await postIdOf("a")).not.toBe("post");
  });
});
