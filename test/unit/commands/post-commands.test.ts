import { beforeEach, describe, expect, it } from "vitest";
import { composeAgain } from "../../../lib/commands/compose-again";
import { prefillDraft } from "../../../lib/capture/click/prefill-draft";
import { addLocalFile } from "../../../lib/commands/add-local-file";
import { beginCapture } from "../../../lib/capture/click/begin-capture";
import {
  chooseSubtitles,
  moveAttachment,
  removeSubtitles,
  setSubtitleLanguage,
} from "../../../lib/commands/media-commands";
import {
  beginDraft,
  publishByItself,
  setPostOptions,
  showDraft,
  undoPost,
} from "../../../lib/commands/post-commands";
import { getAttachment } from "../../../lib/store/attachment-store";
import { getLocalFile, putLocalFile } from "../../../lib/store/local-file-store";
import { getOpenDraftId, setOpenDraftId } from "../../../lib/store/open-draft-store";
import { getPost, updatePost } from "../../../lib/store/post-store";
import { listDraftsOfThread } from "../../../lib/store/thread-store";
import { updatePreferences } from "../../../lib/store/preferences-store";
import { NO_POST_OPTIONS } from "../../../lib/jobs/post-options";
import { freshDatabase, keep } from "../store/fresh-database";
import { attachmentIn, postIn, SOURCE, VIDEO } from "../jobs/example-records";
import { IdleRunner } from "../runner/idle-runner";

const NOW_MS = 70_000;
let runner: IdleRunner;
const control = () => ({ runner, now: () => NOW_MS });
const openDraft = async () => getPost((await getOpenDraftId()) ?? "");
const postOf = async (id: string) => getPost((await getAttachment(id))?.postId ?? "");

beforeEach(async () => {
  await freshDatabase();
  runner = new IdleRunner();
});

describe("several drafts", () => {
  it("are begun one beside the other; the shown one is the new one", async () => {
    await keep({ posts: [postIn("draft")] });
    await setOpenDraftId("post");
    await beginDraft(control());
    expect(await openDraft()).toMatchObject({ state: "draft", text: "", attachmentIds: [] });
    expect(await getOpenDraftId()).not.toBe("post");
    expect(await getPost("post")).toMatchObject({ state: "draft", text: "A harbour" });
  });

  it("leave no empty one behind when another is shown", async () => {
    await keep({ posts: [postIn("draft")] });
    await beginDraft(control());
    const empty = (await getOpenDraftId()) ?? "";
    await showDraft("post", control());
    expect(await getOpenDraftId()).toBe("post");
    expect(await getPost(empty)).toBeUndefined();
    await showDraft("nobody", control());
    expect(await getPost("post")).toBeDefined();
  });
});

describe("the options of a post", () => {
  it("are stored with a draft, and with nothing that has left it", async () => {
    const options = { ...NO_POST_OPTIONS, replyLink: "https://x.com/a/sta" };
    await keep({ posts: [postIn("draft"), postIn("publishing", { id: "gone" })] });
    await setPostOptions("post", options, control());
    await setPostOptions("gone", options, control());
    expect(await getPost("post")).toMatchObject({ options });
    expect(await getPost("gone")).toMatchObject({ options: NO_POST_OPTIONS });
  });

  it("leave the media in the order into which they were moved", async () => {
    await keep({
      posts: [postIn("draft", { attachmentIds: ["a", "b"] })],
      attachments: [attachmentIn("ready", { id: "a" }), attachmentIn("ready", { id: "b" })],
    });
    await moveAttachment("b", 0, control());
    await moveAttachment("nobody", 0, control());
    expect(await getPost("post")).toMatchObject({ attachmentIds: ["b", "a"] });
  });
});

describe("a post without the composer", () => {
  it("is held back until its picture is there, and then as long as it can be undone", async () => {
    const id = await beginCapture(SOURCE, NOW_MS, { draft: "own" });
    await publishByItself(id, control());
    expect(await postOf(id)).toMatchObject({
      state: "publishing",
      holdUntilMs: "media",
    });
    expect(await getOpenDraftId()).toBeUndefined();
  });

  it("is in the composer again when it is undone", async () => {
    const id = await beginCapture(SOURCE, NOW_MS, { draft: "own" });
    await publishByItself(id, control());
    const post = await postOf(id);
    await undoPost(post?.id ?? "", control());
    expect(await openDraft()).toMatchObject({ id: post?.id, state: "draft", attachmentIds: [id] });
  });

  it("is cancelled when undoing comes too late for that, and looked for when it was called", async () => {
    await keep({ posts: [postIn("publishing", { attachmentIds: [] })] });
    await undoPost("post", control());
    expect(await getPost("post")).toMatchObject({ state: "cancelled" });
    await keep({ posts: [postIn("posting", { attachmentIds: [] })] });
    await undoPost("post", control());
    expect(await getPost("post")).toMatchObject({ state: "posting" });
  });
});

describe("a template", () => {
  beforeEach(() => updatePreferences({ template: "{title}\n{alt}" }));

  it("begins the text of a draft, and takes the description when the page tells it", async () => {
    const id = await beginCapture(SOURCE, NOW_MS);
    expect(await postOf(id)).toMatchObject({ text: "Gallery" });
    await prefillDraft(id, SOURCE, "Boats at dusk", NOW_MS);
    expect(await postOf(id)).toMatchObject({ text: "Gallery\nBoats at dusk" });
  });

  it("gives way to what was written meanwhile", async () => {
    const id = await beginCapture(SOURCE, NOW_MS);
    const post = await postOf(id);
    await updatePost(post?.id ?? "", { type: "text-edited", text: "Mine" }, NOW_MS);
    await prefillDraft(id, SOURCE, "Boats at dusk", NOW_MS);
    expect(await postOf(id)).toMatchObject({ text: "Mine" });
  });

  it("is filled once: a second picture changes nothing, nor does a file of the person's own", async () => {
    const first = await beginCapture(SOURCE, NOW_MS);
    const second = await beginCapture(SOURCE, NOW_MS);
    await prefillDraft(second, SOURCE, "Another", NOW_MS);
    expect(await postOf(first)).toMatchObject({ text: "Gallery", attachmentIds: [first, second] });
    await setOpenDraftId(null);
    const file = await addLocalFile({ id: "f", name: "boats.png", element: "image" }, NOW_MS);
    expect(await postOf(file)).toMatchObject({ text: "" });
  });
});

describe("a file of the person's own", () => {
  it("joins the open draft under the id that its bytes have, named after the file", async () => {
    const first = await beginCapture(SOURCE, NOW_MS);
    await addLocalFile({ id: "f", name: "boats.png", element: "image" }, NOW_MS);
    expect(await postOf("f")).toMatchObject({ attachmentIds: [first, "f"] });
    expect(await getAttachment("f")).toMatchObject({
      state: "capturing",
      source: { way: "file", pageTitle: "boats.png", url: "", neededOrigin: null },
    });
  });

  it("that is the fifth of five dropped at once begins a second draft, which is shown and says why", async () => {
    const names = ["1.png", "2.png", "3.png", "4.png", "5.png"];
    for (const id of names) await addLocalFile({ id, name: id, element: "image" }, NOW_MS);
    expect(await openDraft()).toMatchObject({
      attachmentIds: ["5.png"],
      begunBecause: "too-many-images",
    });
    expect(await postOf("1.png")).toMatchObject({
      state: "draft",
      attachmentIds: names.slice(0, 4),
    });
  });

  it("begins a draft of its own where X takes no mix, which says why", async () => {
    await beginCapture(SOURCE, NOW_MS);
    await addLocalFile({ id: "f", name: "boats.mp4", element: "video" }, NOW_MS);
    expect(await postOf("f")).toMatchObject({
      attachmentIds: ["f"],
      begunBecause: "mix-not-allowed",
    });
  });
});

describe("posting again", () => {
  it("begins a draft with text, options and media of the earlier post, fetched once more", async () => {
    const options = { ...NO_POST_OPTIONS, madeWithAi: true };
    const pasted = { ...SOURCE, url: "data:" };
    await keep({
      posts: [postIn("posted", { options, attachmentIds: ["a", "b"] })],
      attachments: [
        attachmentIn("ready", { id: "a", altText: "Boats" }),
        attachmentIn("ready", { id: "b", source: pasted }),
      ],
    });
    const ids = await composeAgain("post", NOW_MS);
    expect(ids).toHaveLength(1);
    expect(await openDraft()).toMatchObject({ text: "A harbour", options, attachmentIds: ids });
    expect(await getAttachment(ids[0] ?? "")).toMatchObject({
      state: "capturing",
      altText: "Boats",
      source: { url: SOURCE.url, way: "worker", neededOrigin: "https://gallery.test/*" },
    });
    expect(await getPost("post")).toMatchObject({ state: "posted" });
  });

  it("wants the same part of a video: what was cut off does not come back", async () => {
    const span = { startMs: 3000, endMs: 8000 };
    const original = {
      source: { type: "video/mp4", totalBytes: 9 } as const,
      media: VIDEO,
    };
    const cut = { way: "exact", startMs: 3000 } as const;
    const clip = { span, filmMs: 60_000, longestMs: null, original, cut };
    await keep({
      posts: [postIn("posted", { attachmentIds: ["v"] })],
      attachments: [attachmentIn("ready", { id: "v", media: VIDEO, source: SOURCE, clip })],
    });
    const [id = ""] = await composeAgain("post", NOW_MS);
    expect(await getAttachment(id)).toMatchObject({
      state: "capturing",
      clip: { span, filmMs: 60_000, longestMs: null, original: null },
    });
  });

  it("fetches the video once more for the frame that went out, which is no longer on its page", async () => {
    const frame = { ...SOURCE, frameAtMs: 2000 };
    await keep({
      posts: [postIn("posted", { attachmentIds: ["frame", "other"] })],
      attachments: [
        attachmentIn("ready", { id: "frame", source: frame }),
        attachmentIn("ready", { id: "other", altText: "Boats" }),
      ],
    });
    const [first = "", second = ""] = await composeAgain("post", NOW_MS);
    expect(await getAttachment(first)).toMatchObject({ source: { frameAtMs: 2000, tabId: -1 } });
    expect(await getAttachment(second)).toMatchObject({ altText: "Boats" });
  });

  it("restores a cancelled thread as a thread, behind what of it is out", async () => {
    await keep({
      posts: [
        postIn("posted", { id: "out" }),
        postIn("cancelled", { id: "a", afterId: "out", text: "Second", attachmentIds: ["m"] }),
        postIn("cancelled", { id: "b", afterId: "a", text: "Third" }),
        postIn("cancelled", { id: "other", text: "Another" }),
      ],
      attachments: [attachmentIn("cancelled", { id: "m", postId: "a" })],
    });
    const ids = await composeAgain("b", NOW_MS);
    const first = await openDraft();
    expect(first).toMatchObject({ text: "Second", afterId: "out", attachmentIds: ids });
    const drafts = await listDraftsOfThread(first?.id ?? "");
    expect(drafts.map(({ text }) => text)).toEqual(["Second", "Third"]);
    // Once more: nothing else may answer the post that is out.
    await composeAgain("a", NOW_MS);
    expect(await openDraft()).not.toHaveProperty("afterId");
  });

  it("begins a posted thread once more as a thread of its own, whichever of its posts was chosen", async () => {
    await keep({
      posts: [
        postIn("posted", { id: "a", text: "First" }),
        postIn("posted", { id: "b", afterId: "a", text: "Second", attachmentIds: ["m"] }),
        postIn("posted", { id: "c", afterId: "b", text: "Third" }),
        postIn("failed", { id: "d", afterId: "c", text: "Never out" }),
        postIn("posted", { id: "other", text: "Another" }),
      ],
      attachments: [attachmentIn("ready", { id: "m", postId: "b", altText: "Boats" })],
    });
    for (const chosen of ["a", "c"]) {
      const ids = await composeAgain(chosen, NOW_MS);
      const first = await openDraft();
      expect(first).toMatchObject({ text: "First", state: "draft" });
      expect(first).not.toHaveProperty("afterId");
      const drafts = await listDraftsOfThread(first?.id ?? "");
      expect(drafts.map(({ text }) => text)).toEqual(["First", "Second", "Third"]);
      expect(drafts[1]).toMatchObject({ attachmentIds: ids });
      expect(await getAttachment(ids[0] ?? "")).toMatchObject({ altText: "Boats" });
    }
    expect(await getPost("c")).toMatchObject({ state: "posted", afterId: "b" });
  });

  it("restores the video of a cancelled post as the video that it was", async () => {
    const video = { ...SOURCE, element: "video" } as const;
    await keep({
      posts: [postIn("cancelled", { attachmentIds: ["v"] })],
      attachments: [attachmentIn("cancelled", { id: "v", source: video })],
    });
    const [id = ""] = await composeAgain("post", NOW_MS);
    expect(await getAttachment(id)).toMatchObject({
      state: "capturing",
      source: { element: "video", url: SOURCE.url },
    });
    expect((await getAttachment(id))?.source).not.toHaveProperty("frameAtMs");
  });

  it("of a post whose media cannot be fetched again, or that is gone, does nothing", async () => {
    expect(await composeAgain("nobody", NOW_MS)).toEqual([]);
    await keep({ posts: [postIn("posted", { attachmentIds: [] })] });
    expect(await composeAgain("post", NOW_MS)).toEqual([]);
    expect(await getOpenDraftId()).toBeUndefined();
  });
});

describe("the subtitles of a video", () => {
  const SRT = "1\n00:00:00,000 --> 00:00:01,000\nBoats\n";
  const chosen = { fileId: "s", fileName: "boats.srt", languageCode: "EN" };

  beforeEach(() => keep({ attachments: [attachmentIn("uploading", { id: "v", media: VIDEO })] }));

  it("are judged by what stands in the file, kept with the video, and can be taken away", async () => {
    await putLocalFile("s", new Blob([SRT]), NOW_MS);
    await chooseSubtitles("v", chosen, control());
    expect(await getAttachment("v")).toMatchObject({
      subtitles: { id: "s", fileName: "boats.srt", format: "text/srt", languageCode: "EN" },
    });
    expect(await getLocalFile("s")).toBeNull();
    await setSubtitleLanguage("v", "DE", control());
    const changed = (await getAttachment("v"))?.subtitles;
    expect(changed).toMatchObject({ languageCode: "DE", fileName: "boats.srt" });
    expect(changed?.id).not.toBe("s");
    await removeSubtitles("v", control());
    expect(await getAttachment("v")).toMatchObject({ subtitles: null });
  });

  it.each([
    ["Dear diary", "not-subtitles"],
    ["", "empty-file"],
    [null, "file-gone"],
  ])("with the file %j are refused: %s", async (content, code) => {
    if (content !== null) await putLocalFile("s", new Blob([content]), NOW_MS);
    await expect(chooseSubtitles("v", chosen, control())).rejects.toMatchObject({
      error: { code },
    });
    expect(await getAttachment("v")).toMatchObject({ subtitles: null });
    expect(await getLocalFile("s")).toBeNull();
  });
});
