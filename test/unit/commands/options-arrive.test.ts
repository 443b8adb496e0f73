import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  editAltText,
  editText,
  openDraft,
  publishPost,
  setOptions,
} from "../../../lib/commands/draft-commands";
import {
  chooseSubtitles,
  moveAttachment,
  setSubtitleLanguage,
} from "../../../lib/commands/media-commands";
import { setPostOptions, undoPost } from "../../../lib/commands/post-commands";
import { getAttachment } from "../../../lib/store/attachment-store";
import { putLocalFile } from "../../../lib/store/local-file-store";
import { setOpenDraftId } from "../../../lib/store/open-draft-store";
import { getPost } from "../../../lib/store/post-store";
import { updatePreferences } from "../../../lib/store/preferences-store";
import { NO_POST_OPTIONS, type PostOptions } from "../../../lib/jobs/post-options";
import type { OperationName } from "../../x-server/operation";
import { buildJpeg } from "../media/build-jpeg";
import { buildMp4 } from "../media/build-mp4";
import { type JobWorld, startJobWorld } from "../runner/job-world";

const SRT = "1\n00:00:00,000 --> 00:00:01,000\nBoats\n";

let world: JobWorld;

beforeEach(async () => {
  world = await startJobWorld({ processing: [{ state: "succeeded" }] });
});

afterEach(async () => {
  const { crashes } = world;
  await world.close();
  expect(crashes).toEqual([]);
});

const control = () => ({ runner: world.runner, now: Date.now });
const operations = (): OperationName[] => world.server.log.map((entry) => entry.operation);
const postIdOf = async (id: string) => (await getAttachment(id))?.postId ?? "";

/** Publishes an image with options, and waits for what becomes of it. */
async function publishWith(
  chosen: Partial<PostOptions>,
  state: "posted" | "failed" = "posted",
): Promise<string> {
  const postId = await postIdOf(await world.addFile(buildJpeg()));
  await editText(postId, `A harbour ${world.server.posts.length}`, control());
  await setPostOptions(postId, { ...NO_POST_OPTIONS, ...chosen }, control());
  await publishPost(postId, control());
  await world.postReaches(postId, state);
  return postId;
}

describe("each option of a post arrives at X in its field", () => {
  it.each(["following", "mentionedUsers", "subscribers", "verified"] as const)(
    "who can reply: %s",
    async (replySettings) => {
      await publishWith({ replySettings });
      expect(world.server.posts[0]?.body).toMatchObject({ reply_settings: replySettings });
    },
  );

  it("the labels", async () => {
    await publishWith({ madeWithAi: true, paidPartnership: true });
    expect(world.server.posts[0]?.body).toMatchObject({
      made_with_ai: true,
      paid_partnership: true,
    });
  });

  it("the post that it answers, and then not who can reply", async () => {
    await publishWith({});
    const first = world.server.posts[0]?.id ?? "";
    await publishWith({ replyLink: `https://x.com/me/status/${first}`, replySettings: "verified" });
    expect(world.server.posts[1]?.body).toMatchObject({
      reply: { in_reply_to_tweet_id: first },
    });
    expect(world.server.posts[1]?.body).not.toHaveProperty("reply_settings");
  });

  it("what viewers are warned of, with each of its media, together with its alt text", async () => {
    const first = await world.addFile(buildJpeg(), { altText: "Boats" });
    const second = await world.addFile(buildJpeg({ widthPx: 24 }));
    const postId = await postIdOf(second);
    await setPostOptions(postId, { ...NO_POST_OPTIONS, sensitive: ["other"] }, control());
    await publishPost(postId, control());
    await world.postReaches(postId, "posted");
    expect(world.server.allMedia()).toMatchObject([
      { altText: "Boats", warnings: ["other"] },
      { altText: undefined, warnings: ["other"] },
    ]);
    // One call each: each is billed.
    expect(operations().filter((operation) => operation === "metadata")).toHaveLength(2);
    expect(await getAttachment(first)).toMatchObject({
      sentMetadata: { altText: "Boats", sensitive: ["other"] },
    });
  });

  it("nothing else, where nothing was chosen", async () => {
    await publishWith({});
    expect(Object.keys(Object(world.server.posts[0]?.body)).toSorted()).toEqual(["media", "text"]);
  });
});

describe("what X would refuse is refused before it is sent", () => {
  it("a link that leads to no post", async () => {
    const postId = await publishWith({ replyLink: "https://x.com/someone" }, "failed");
    expect(await getPost(postId)).toMatchObject({ error: { code: "reply-link-invalid" } });
    expect(operations()).not.toContain("createPost");
    expect(operations()).not.toContain("metadata");
  });

  it("a text that is too long, also without the composer that would count it", async () => {
    const postId = await postIdOf(await world.addFile(buildJpeg()));
    await editText(postId, "x".repeat(25_001), control());
    await publishPost(postId, control());
    expect(await world.postReaches(postId, "failed")).toMatchObject({
      error: { code: "text-too-long" },
    });
    expect(operations()).not.toContain("createPost");
  });

  it("a picture without alt text, where the person asks for one: then it goes once it has one", async () => {
    await updatePreferences({ requiresAltText: true });
    const id = await world.addFile(buildJpeg());
    const postId = await postIdOf(id);
    await publishPost(postId, control());
    expect(await world.postReaches(postId, "failed")).toMatchObject({
      error: { code: "alt-text-missing" },
    });
    await openDraft(postId, control());
    await editAltText(id, "Boats", control());
    await publishPost(postId, control());
    await world.postReaches(postId, "posted");
  });
});

describe("four images", () => {
  it("with four alt texts arrive in the order into which they were moved", async () => {
    const ids: string[] = [];
    for (const widthPx of [16, 24, 32, 40]) {
      ids.push(await world.addFile(buildJpeg({ widthPx }), { altText: `${widthPx} wide` }));
    }
    const postId = await postIdOf(ids[0] ?? "");
    await moveAttachment(ids[3] ?? "", 0, control());
    await moveAttachment(ids[0] ?? "", 2, control());
    await publishPost(postId, control());
    await world.postReaches(postId, "posted");
    const { mediaIds } = world.server.posts[0] ?? { mediaIds: [] };
    expect(mediaIds.map((id) => world.server.media(id)?.altText)).toEqual([
      "40 wide",
      "24 wide",
      "16 wide",
      "32 wide",
    ]);
  });
});

describe("subtitles", () => {
  async function addVideo(): Promise<string> {
    const id = await world.addFile(buildMp4());
    await putLocalFile("s", new Blob([SRT]), Date.now());
    const chosen = { fileId: "s", fileName: "boats.srt", languageCode: "EN" };
    await chooseSubtitles(id, chosen, control());
    return id;
  }

  it("reach their video before the post does, as their own kind of upload", async () => {
    const postId = await postIdOf(await addVideo());
    await publishPost(postId, control());
    await world.postReaches(postId, "posted");
    const [video, subtitles] = world.server.allMedia();
    expect(subtitles).toMatchObject({ category: "subtitles" });
    expect(video?.subtitles).toEqual([{ language: "EN", displayName: "English", text: SRT }]);
    expect(operations().slice(-3)).toEqual(["uploadImage", "attachSubtitles", "createPost"]);
  });

  it("of an amplified video are filed under that category", async () => {
    const id = await addVideo();
    await setOptions(id, { category: "amplify_video", additionalOwners: [] }, control());
    await publishPost(await postIdOf(id), control());
    await world.postReaches(await postIdOf(id), "posted");
    const video = world.server.allMedia().find(({ category }) => category === "amplify_video");
    expect(video?.subtitles).toHaveLength(1);
  });

  it("in another language take the place of those that X has already", async () => {
    const id = await addVideo();
    const postId = await postIdOf(id);
    world.server.addFault({
      match: { operation: "createPost" },
      effect: { kind: "status", status: 402, body: { title: "CreditsDepleted" } },
    });
    await publishPost(postId, control());
    await world.postReaches(postId, "failed");
    await openDraft(postId, control());
    await setSubtitleLanguage(id, "DE", control());
    await publishPost(postId, control());
    await world.postReaches(postId, "posted");
    expect(world.server.allMedia()[0]?.subtitles).toMatchObject([
      { language: "DE", displayName: "Deutsch" },
    ]);
  });
});

describe("a post that is held back", () => {
  const holdFor = (ms: number) => Date.now() + ms;

  it("goes out by itself when the time is over", async () => {
    const id = await world.addFile(buildJpeg());
    const postId = await postIdOf(id);
    await world.attachmentReaches(id, "ready");
    const untilMs = holdFor(300);
    await publishPost(postId, control(), untilMs);
    await world.postReaches(postId, "posted");
    expect(world.server.posts[0]?.createdAtMs).toBeGreaterThanOrEqual(untilMs);
    expect(world.server.posts).toHaveLength(1);
  });

  it("that is undone is never called, nor after the time is over", async () => {
    const id = await world.addFile(buildJpeg());
    const postId = await postIdOf(id);
    await publishPost(postId, control(), holdFor(200));
    await undoPost(postId, control());
    await world.attachmentReaches(id, "ready");
    expect(await getPost(postId)).toMatchObject({ state: "draft" });
    // Another post that is held as long shows that the time is over.
    await world.runner.resumeAll();
    await setOpenDraftId(null);
    const other = await world.addFile(buildJpeg({ widthPx: 24 }));
    await publishPost(await postIdOf(other), control(), holdFor(200));
    await world.postReaches(await postIdOf(other), "posted");
    expect(world.server.posts).toHaveLength(1);
    expect(await getPost(postId)).toMatchObject({ state: "draft" });
  });

  it("outlives the worker: the next one sends it, once", async () => {
    const id = await world.addFile(buildJpeg());
    const postId = await postIdOf(id);
    await world.attachmentReaches(id, "ready");
    await publishPost(postId, control(), holdFor(400));
    await world.runner.interruptPost(postId);
    expect(world.server.posts).toHaveLength(0);
    world.runner = world.startRunner();
    await world.runner.resumeAll();
    await world.postReaches(postId, "posted");
    expect(world.server.posts).toHaveLength(1);
  });
});
