import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  cancelPost,
  editText,
  publishPost,
  retryAttachment,
  retryPost,
  setOptions,
} from "../../../lib/commands/draft-commands";
import { removeAttachment } from "../../../lib/commands/remove-attachment";
import { PREFERRED_SEGMENT_BYTES } from "../../../lib/jobs/segment-plan";
import { getAttachment } from "../../../lib/store/attachment-store";
import { getAccount, updateAccount } from "../../../lib/store/account-store";
import { putGrant } from "../../../lib/store/grant-store";
import { getPost } from "../../../lib/store/post-store";
import { failingProcessing, usualProcessing } from "../../x-server/processing-clock";
import type { OperationName } from "../../x-server/operation";
import { buildGif } from "../media/build-gif";
import { HastyClock } from "../../faults/hasty-clock";
import { buildJpeg } from "../media/build-jpeg";
import { buildMp4 } from "../media/build-mp4";
import { type JobWorld, startJobWorld } from "./job-world";
import { readAllBytes } from "../store/read-all-bytes";

const QUICK = [
  { state: "pending", lastsMs: 30, checkAfterSecs: 0.03 },
  { state: "succeeded", progressPercent: 100 },
] as const;

let world: JobWorld;

beforeEach(async () => {
  world = await startJobWorld({ processing: QUICK });
});

afterEach(async () => {
  const { crashes } = world;
  await world.close();
  expect(crashes).toEqual([]);
});

const control = () => ({ runner: world.runner, now: Date.now });
const operations = (): OperationName[] => world.server.log.map((entry) => entry.operation);
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function postIdOf(attachmentId: string): Promise<string> {
  return (await getAttachment(attachmentId))?.postId ?? "";
}

async function writeAndPublish(attachmentId: string, text: string): Promise<string> {
  const postId = await postIdOf(attachmentId);
  await editText(postId, text, control());
  await publishPost(postId, control());
  return postId;
}

describe("an image", () => {
  it("goes up in one call, is never polled, and is posted with its text", async () => {
    const bytes = buildJpeg();
    const postId = await writeAndPublish(await world.addFile(bytes), "A small harbour");
    const posted = await world.postReaches(postId, "posted");

    expect(operations()).toEqual(["uploadImage", "createPost"]);
    expect(world.server.posts).toHaveLength(1);
    expect(world.server.posts[0]?.text).toContain("A small harbour");
    expect(world.server.allMedia()[0]?.sha256).toBe(sha256(bytes));
    expect(posted).toMatchObject({ url: `https://x.com/i/status/${world.server.posts[0]?.id}` });
  });

  it("uploads while the person is still composing", async () => {
    const id = await world.addFile(buildJpeg());
    await world.attachmentReaches(id, "ready");
    expect((await getPost(await postIdOf(id)))?.state).toBe("draft");
    expect(world.server.posts).toHaveLength(0);
  });

  it("gets its alt text before the post, once", async () => {
    const id = await world.addFile(buildJpeg(), { altText: "Boats at dawn" });
    await world.postReaches(await writeAndPublish(id, "Morning"), "posted");
    expect(operations()).toEqual(["uploadImage", "metadata", "createPost"]);
    expect(world.server.allMedia()[0]?.altText).toBe("Boats at dawn");
  });

  it("keeps an alt text that X has when the post is refused, and does not pay for it twice", async () => {
    world.server.addFault({
      match: { operation: "createPost" },
      effect: { kind: "status", status: 402, body: { title: "CreditsDepleted" } },
    });
    const id = await world.addFile(buildJpeg(), { altText: "Boats" });
    const postId = await writeAndPublish(id, "Morning");
    expect(await world.postReaches(postId, "failed")).toMatchObject({
      error: { code: "no-credits", stage: "post", server: { httpStatus: 402 } },
    });
    await retryPost(postId, control());
    await world.postReaches(postId, "posted");
    expect(operations()).toEqual(["uploadImage", "metadata", "createPost", "createPost"]);
  });

  it("frees its bytes once it is posted", async () => {
    const id = await world.addFile(buildJpeg());
    const postId = await writeAndPublish(id, "Done");
    await world.postReaches(postId, "posted");
    await world.runner.interruptPost(postId);
    expect(await readAllBytes(id)).toBeNull();
  });
});

describe("a video", () => {
  const video = buildMp4({ mediaBytes: 3 * PREFERRED_SEGMENT_BYTES + 5000 });

  it("is initialized, sent in segments once each, finalized, polled at X's pace, described and posted", async () => {
    world.server.change({ processing: usualProcessing });
    const id = await world.addFile(video, { altText: "Waves" });
    await world.postReaches(await writeAndPublish(id, "The sea"), "posted");

    const seen = operations();
    const appends = seen.filter((operation) => operation === "append");
    const polls = seen.filter((operation) => operation === "status");
    expect(seen).toEqual([
      "initialize",
      ...appends,
      "finalize",
      ...polls,
      "metadata",
      "createPost",
    ]);
    expect(polls.length).toBeGreaterThan(0);
    expect(world.server.log.filter((entry) => entry.early)).toEqual([]);
    const [media] = world.server.allMedia();
    expect(Object.values(media?.segments ?? {})).toEqual(appends.map(() => 1));
    expect(media).toMatchObject({ sha256: sha256(video), category: "tweet_video" });
  });

  it("goes up as amplify_video and with additional owners where the person wants that", async () => {
    const held = world.server.hold({ operation: "append" });
    const id = await world.addFile(video);
    await held.reached;
    await setOptions(
      id,
      { category: "amplify_video", additionalOwners: ["123", "456"] },
      control(),
    );
    held.release();
    await world.postReaches(await writeAndPublish(id, "Ad"), "posted");
    expect(world.server.allMedia().at(-1)).toMatchObject({
      category: "amplify_video",
      additionalOwners: ["123", "456"],
    });
  });

  it("sends after the worker's death only what X has not acknowledged", async () => {
    const held = world.server.hold({ operation: "append", segmentIndex: 2 });
    const id = await world.addFile(video);
    await held.reached;
    await world.attachmentShows(
      id,
      (it) => it.state === "uploading" && it.session?.acknowledged.join() === "0,1,3",
    );
    // The worker dies: its request is cut, and its memory is gone.
    await world.runner.interruptAttachment(id);
    held.release();
    world.runner = world.startRunner();
    await world.runner.resumeAll();
    await world.attachmentReaches(id, "ready");
    expect(world.server.allMedia()).toHaveLength(1);
    expect(world.server.allMedia()[0]).toMatchObject({ sha256: sha256(video) });
    expect(operations().filter((operation) => operation === "initialize")).toHaveLength(1);
    expect(world.server.allMedia()[0]?.segments).toMatchObject({ 0: 1, 1: 1, 3: 1 });
  });

  it("goes on polling after the worker's death", async () => {
    world.server.change({ processing: usualProcessing });
    const id = await world.addFile(video);
    await world.attachmentReaches(id, "processing");
    await world.runner.interruptAttachment(id);
    world.runner = world.startRunner();
    await world.runner.resumeAll();
    await world.attachmentReaches(id, "ready");
    expect(operations().filter((operation) => operation === "finalize")).toHaveLength(1);
    expect(world.server.log.filter((entry) => entry.early)).toEqual([]);
  });

  it("shows X's code, name and message when processing fails, and on retry uploads what was coded anew", async () => {
    world.server.change({
      processing: failingProcessing(QUICK, {
        code: 1,
        name: "InvalidMedia",
        message: "Unsupported profile",
      }),
    });
    const postId = await writeAndPublish(await world.addFile(video), "The sea");
    expect(await world.postReaches(postId, "failed")).toMatchObject({
      error: {
        code: "processing-failed",
        stage: "processing",
        server: { code: "1", name: "InvalidMedia", message: "Unsupported profile" },
      },
    });
    world.server.change({ processing: QUICK });
    await retryPost(postId, control());
    await world.postReaches(postId, "posted");
    expect(world.server.allMedia()).toHaveLength(2);
    expect(world.server.posts).toHaveLength(1);
  });

  it("that was coded anew and is refused once more has no remedy left", async () => {
    world.server.change({
      processing: failingProcessing(QUICK, { name: "InvalidMedia", message: "Bad" }),
    });
    const id = await world.addFile(video);
    const refused = await world.attachmentReaches(id, "failed");
    expect(refused).toMatchObject({ error: { details: { remedy: "convert" } } });
    await retryAttachment(id, control());
    await world.attachmentShows(
      id,
      ({ state, updatedAtMs }) => state === "failed" && updatedAtMs > refused.updatedAtMs,
    );
    expect(await getAttachment(id)).toMatchObject({
      error: { code: "processing-failed", details: {} },
      resume: { from: "upload" },
    });
    expect(world.server.allMedia()).toHaveLength(2);
  });

  it("is uploaded once more by itself when X reports an internal error", async () => {
    world.server.change({
      processing: failingProcessing(QUICK, { name: "InternalError", message: "Sorry" }),
    });
    const id = await world.addFile(video);
    await world.attachmentReaches(id, "failed");
    expect(world.server.allMedia()).toHaveLength(2);
  });

  it("sends a segment again after a broken connection, with the same index", async () => {
    world.server.addFault({
      match: { operation: "append", segmentIndex: 1 },
      effect: { kind: "resetBefore" },
    });
    const id = await world.addFile(video);
    await world.attachmentReaches(id, "ready");
    expect(world.server.allMedia()[0]).toMatchObject({ sha256: sha256(video) });
    const { segments = {} } = world.server.allMedia()[0] ?? {};
    expect(operations().filter((operation) => operation === "append")).toHaveLength(
      Object.keys(segments).length + 1,
    );
  });
});

describe("a GIF", () => {
  it("goes the segmented way as tweet_gif", async () => {
    const gif = buildGif({ frames: 3 });
    const id = await world.addFile(gif);
    await world.postReaches(await writeAndPublish(id, "Loop"), "posted");
    expect(operations()).toEqual(["initialize", "append", "finalize", "status", "createPost"]);
    expect(world.server.allMedia()[0]).toMatchObject({
      category: "tweet_gif",
      sha256: sha256(gif),
    });
  });
});

describe("exactly one post", () => {
  it("comes of any number of clicks on Post", async () => {
    const id = await world.addFile(buildJpeg());
    const postId = await postIdOf(id);
    await Promise.all(Array.from({ length: 5 }, () => publishPost(postId, control())));
    world.runner.wakePost(postId);
    await world.postReaches(postId, "posted");
    expect(world.server.posts).toHaveLength(1);
  });

  it("is found on the timeline when the answer of the call was lost", async () => {
    world.server.addFault({ match: { operation: "createPost" }, effect: { kind: "resetAfter" } });
    const postId = await writeAndPublish(await world.addFile(buildJpeg()), "Once only");
    const posted = await world.postReaches(postId, "posted");
    expect(world.server.posts).toHaveLength(1);
    expect(posted).toMatchObject({ xPostId: world.server.posts[0]?.id });
    expect(operations().filter((operation) => operation === "createPost")).toHaveLength(1);
  });

  it("is looked for, not called again, when the worker died in the call", async () => {
    const held = world.server.hold({ operation: "createPost" });
    const postId = await writeAndPublish(await world.addFile(buildJpeg()), "Once only");
    await held.reached;
    await world.runner.interruptPost(postId);
    held.release();
    world.runner = world.startRunner();
    await world.runner.resumeAll();
    await world.postReaches(postId, "posted");
    expect(world.server.posts).toHaveLength(1);
  });

  it("asks the person when the timeline cannot be read", async () => {
    world.server.addFault({ match: { operation: "createPost" }, effect: { kind: "resetBefore" } });
    world.server.addFault({
      match: { operation: "me" },
      effect: { kind: "status", status: 403, body: { title: "Forbidden", detail: "Forbidden" } },
    });
    const postId = await writeAndPublish(await world.addFile(buildJpeg()), "Once only");
    await world.postShows(
      postId,
      (post) => post.state === "unsure" && post.lookup === "inconclusive",
    );
    expect(operations().filter((operation) => operation === "createPost")).toHaveLength(1);
  });
});

describe("cancelling", () => {
  const video = buildMp4({ mediaBytes: 2 * PREFERRED_SEGMENT_BYTES });
  const stages: readonly OperationName[] = ["initialize", "append", "finalize", "status"];

  for (const operation of stages) {
    it(`during ${operation} aborts the request, posts nothing and frees the bytes`, async () => {
      const held = world.server.hold({ operation });
      const id = await world.addFile(video);
      const postId = await writeAndPublish(id, "Never");
      await held.reached;
      await cancelPost(postId, control());
      expect(await getPost(postId)).toMatchObject({ state: "cancelled" });
      expect(await getAttachment(id)).toMatchObject({ state: "cancelled" });
      expect(await readAllBytes(id)).toBeNull();
      await world.server.waitForLog(
        (entry) => entry.operation === operation && entry.outcome === "aborted",
      );
      held.release();
      await world.runner.resumeAll();
      expect(world.server.posts).toHaveLength(0);
    });
  }

  it("one of two images leaves the other and the text", async () => {
    const first = await world.addFile(buildJpeg({ widthPx: 16 }));
    const second = await world.addFile(buildJpeg({ widthPx: 24 }));
    const postId = await postIdOf(first);
    expect(await postIdOf(second)).toBe(postId);
    await editText(postId, "Two", control());
    await removeAttachment(first, control());
    expect(await getPost(postId)).toMatchObject({ text: "Two", attachmentIds: [second] });
    await publishPost(postId, control());
    await world.postReaches(postId, "posted");
    expect(world.server.posts[0]?.mediaIds).toHaveLength(1);
  });

  it("rests while it can be undone, even if an alarm looked at all jobs meanwhile", async () => {
    const held = world.server.hold({ operation: "uploadImage" });
    const id = await world.addFile(buildJpeg());
    await held.reached;
    await editText(await postIdOf(id), "Not this one", control());
    await world.runner.resumeAll();
    await removeAttachment(id, control());
    held.release();
    await world.attachmentReaches(await world.addFile(buildJpeg()), "ready");
    expect(operations()).toEqual(["uploadImage", "uploadImage"]);
  });
});

describe("signing in", () => {
  it("is waited for, and the upload goes on by itself afterwards", async () => {
    world.server.endGrant();
    const id = await world.addFile(buildJpeg());
    await world.attachmentShows(
      id,
      (attachment) => attachment.state === "uploading" && attachment.wait?.reason === "sign-in",
    );
    expect(await getAccount("primary")).toMatchObject({
      state: "signed-out",
      error: { code: "signed-out" },
    });

    const grant = world.server.issueGrant();
    await putGrant({
      accountId: "primary",
      clientId: world.server.clientId,
      accessToken: grant.accessToken,
      refreshToken: grant.refreshToken ?? null,
      expiresAtMs: Date.now() + 7_200_000,
      scopes: [],
    });
    await updateAccount("primary", { state: "signed-in", error: null });
    await world.runner.resumeAll();
    await world.attachmentReaches(id, "ready");
  });

  it("is asked for when X refuses a token that it has just given, and again some minutes later", async () => {
    const clock = new HastyClock();
    clock.install();
    await world.close();
    world = await startJobWorld({}, { sleepUntil: clock.sleepUntil });
    world.onWakeUp((atMs) => {
      clock.leapTo(atMs);
      void world.runner.resumeAll().catch((error: unknown) => world.crashes.push(error));
    });
    try {
      world.server.addFault({
        match: { operation: "uploadImage" },
        times: Infinity,
        effect: { kind: "status", status: 401, body: { title: "Unauthorized" } },
      });
      const id = await world.addFile(buildJpeg());
      await world.attachmentShows(
        id,
        (attachment) => attachment.state === "uploading" && attachment.wait?.reason === "sign-in",
      );
      await world.runner.interruptAttachment(id);
      await world.runner.resumeAll();
      await world.runner.interruptAttachment(id);
      const onceRefused = ["uploadImage", "token", "uploadImage"];
      expect(operations()).toEqual([...onceRefused, ...onceRefused]);
      expect(await getAccount("primary")).toMatchObject({ state: "signed-out" });
    } finally {
      clock.uninstall();
    }
  });

  it("is kept over the edge's page, at the token endpoint as at any other", async () => {
    for (const status of [400, 401, 403]) {
      world.server.expireAccessTokens();
      world.server.addFault({
        match: { operation: "token" },
        effect: { kind: "htmlBody", status },
      });
      const widthPx = status - 380;
      await world.attachmentReaches(await world.addFile(buildJpeg({ widthPx })), "ready");
      expect(await getAccount("primary")).toMatchObject({ state: "signed-in" });
    }
  });

  it("is renewed with one refresh when X no longer takes the token, for any number of jobs", async () => {
    world.server.expireAccessTokens();
    const files = [16, 24, 32].map((widthPx) => world.addFile(buildJpeg({ widthPx })));
    for (const id of await Promise.all(files)) await world.attachmentReaches(id, "ready");
    expect(operations().filter((operation) => operation === "token")).toHaveLength(1);
  });
});

describe("rest", () => {
  it("lets the worker sleep when nothing is under way", async () => {
    const postId = await writeAndPublish(await world.addFile(buildJpeg()), "Quiet");
    await world.postReaches(postId, "posted");
    await world.runner.interruptPost(postId);
    expect(world.awake.count).toBe(0);
  });
});
