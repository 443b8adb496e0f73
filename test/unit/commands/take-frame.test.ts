import { beforeEach, describe, expect, it } from "vitest";
import type { Attachment } from "../../../lib/jobs/attachment";
import { storedVideoOf } from "../../../lib/jobs/stored-video";
import { takeFrame } from "../../../lib/commands/take-frame";
import { getAttachment, getAttachments } from "../../../lib/store/attachment-store";
import { getOpenDraftId, setOpenDraftId } from "../../../lib/store/open-draft-store";
import { getPost, listRecentPosts } from "../../../lib/store/post-store";
import { freshDatabase, keep } from "../store/fresh-database";
import {
  attachmentIn,
  CONVERSION,
  failedAttachment,
  GIF,
  IMAGE,
  postIn,
  SESSION,
  SOURCE,
  VIDEO,
} from "../jobs/example-records";
import { IdleRunner } from "../runner/idle-runner";

let runner: IdleRunner;

beforeEach(async () => {
  await freshDatabase();
  runner = new IdleRunner();
});

const take = (id: string) => takeFrame(id, 1234.5, { runner, now: () => 70_000 });

async function keepVideo(video: Attachment = attachmentIn("uploading", { session: SESSION })) {
  await keep({ posts: [postIn("draft")], attachments: [video] });
  await setOpenDraftId("post");
}

describe("a frame of a video", () => {
  it("takes the video's place in its draft, which keeps its text and stays open", async () => {
    await keepVideo(
      attachmentIn("uploading", {
        altText: "Boats",
        source: { ...SOURCE, element: "video" },
        options: { category: "amplify_video", additionalOwners: ["12"] },
      }),
    );
    await take("picture");
    const draft = await getPost("post");
    expect(draft).toMatchObject({ state: "draft", text: "A harbour" });
    expect(await getOpenDraftId()).toBe("post");
    const [frame, ...others] = await getAttachments(draft?.attachmentIds ?? []);
    expect(others).toEqual([]);
    expect(frame).toMatchObject({
      state: "converting",
      source: { element: "image" },
      altText: "Boats",
      options: { category: null, additionalOwners: ["12"] },
      conversion: {
        kind: "frame",
        source: { type: "video/mp4", totalBytes: VIDEO.totalBytes },
        videoId: "picture",
        atMs: 1234.5,
      },
    });
    expect(runner.told).toEqual([`wake attachment ${frame?.id}`]);
  });

  it("leaves the video as it is, in a draft of its own", async () => {
    await keepVideo();
    await take("picture");
    const video = await getAttachment("picture");
    expect(video).toMatchObject({ state: "uploading", session: SESSION });
    expect(video?.postId).not.toBe("post");
    expect(await getPost(video?.postId ?? "")).toMatchObject({
      state: "draft",
      text: "",
      attachmentIds: ["picture"],
    });
  });

  it("is not taken from a post that has left the draft", async () => {
    await keep({
      posts: [postIn("publishing")],
      attachments: [attachmentIn("ready", { media: VIDEO })],
    });
    await take("picture");
    expect(await listRecentPosts(9)).toHaveLength(1);
    expect(await getAttachment("picture")).toMatchObject({ postId: "post" });
    expect(runner.told).toEqual([]);
  });

  it.each<[string, Attachment]>([
    ["whose bytes are still coming", attachmentIn("capturing")],
    ["that is an image", attachmentIn("ready", { media: IMAGE })],
    ["that is gone", attachmentIn("cancelled")],
  ])("is not taken of something %s", async (_name, attachment) => {
    await keepVideo(attachment);
    await take("picture");
    await take("nothing");
    expect(await getPost("post")).toMatchObject({ attachmentIds: ["picture"] });
    expect(runner.told).toEqual([]);
  });
});

describe("a stored video", () => {
  const file = { type: "video/mp4", totalBytes: VIDEO.totalBytes };

  it.each<[string, Attachment]>([
    ["uploading", attachmentIn("uploading")],
    ["processing", attachmentIn("processing")],
    ["ready", attachmentIn("ready", { media: VIDEO })],
    ["failed at X", failedAttachment({ from: "upload", media: VIDEO, session: null })],
  ])("is there while it is %s", (_name, attachment) => {
    expect(storedVideoOf(attachment)).toEqual(file);
  });

  it("is there, as it was captured, when its conversion has failed", () => {
    const failed = attachmentIn("failed", {
      media: null,
      resume: { from: "conversion", conversion: CONVERSION },
    });
    expect(storedVideoOf(failed)).toEqual(CONVERSION.source);
  });

  it.each<[string, Attachment]>([
    ["capturing", attachmentIn("capturing")],
    ["converting", attachmentIn("converting")],
    ["failed in capture", failedAttachment({ from: "capture", mark: null })],
    ["a GIF", attachmentIn("ready", { media: GIF })],
    ["cancelled", attachmentIn("cancelled")],
  ])("is not there while it is %s", (_name, attachment) => {
    expect(storedVideoOf(attachment)).toBeNull();
  });
});
