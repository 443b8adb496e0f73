import { describe, expect, it } from "vitest";
import { jobError } from "../../../lib/errors/job-error";
import { attachmentProgress } from "../../../lib/popup/attachment-progress";
import { findAttachmentWait, findPostWait } from "../../../lib/popup/find-wait";
import { postProgress } from "../../../lib/popup/post-progress";
import { leftMsOf } from "../../../lib/popup/progress";
import {
  cancelled,
  capturing,
  failed,
  IMAGE,
  postIn,
  processing,
  ready,
  uploading,
  VIDEO,
} from "./example-jobs";

const HALF = { doneBytes: 500, totalBytes: 1000, bytesPerSecond: 100 };
const WAIT = {
  reason: "retry",
  untilMs: 1,
  attempts: 1,
  error: jobError("network", "upload"),
} as const;

describe("the progress of one attachment", () => {
  it("has percent, bytes, speed and time left while bytes come in", () => {
    expect(attachmentProgress(capturing("a", HALF))).toEqual({
      stage: "capturing",
      percent: 50,
      doneBytes: 500,
      totalBytes: 1000,
      bytesPerSecond: 100,
      leftMs: 5000,
    });
  });

  it("has no percent and no time left when the site does not tell the size", () => {
    const progress = attachmentProgress(capturing("a", { ...HALF, totalBytes: null }));
    expect(progress).toMatchObject({ percent: null, leftMs: null, doneBytes: 500 });
  });

  it("has no percent for an image on its way to X, which goes in one call", () => {
    expect(attachmentProgress(uploading("a", IMAGE, 0))).toMatchObject({
      stage: "uploading",
      percent: null,
      totalBytes: 1000,
      bytesPerSecond: null,
    });
  });

  it("has the percent of the acknowledged bytes for a video", () => {
    expect(attachmentProgress(uploading("a", VIDEO, 1000))).toMatchObject({ percent: 25 });
  });

  it("takes X's word for the percent of processing", () => {
    expect(attachmentProgress(processing("a", 63))).toMatchObject({
      stage: "processing",
      percent: 63,
    });
  });

  it("is nothing at rest", () => {
    for (const attachment of [ready("a"), failed("b"), cancelled("c")]) {
      expect(attachmentProgress(attachment)).toBeNull();
    }
  });

  it("knows no time left before there is a speed", () => {
    expect(leftMsOf({ ...HALF, bytesPerSecond: 0 })).toBeNull();
  });
});

describe("the progress of a post", () => {
  const publishing = postIn("publishing");

  it("is that of the earliest stage among its attachments", () => {
    const job = {
      post: publishing,
      attachments: [ready("a"), processing("b", 10), capturing("c", HALF)],
    };
    expect(postProgress(job)).toMatchObject({ stage: "capturing", percent: 50 });
  });

  it("counts what is already at X into the upload", () => {
    const job = { post: publishing, attachments: [ready("a"), uploading("b", IMAGE, 0)] };
    expect(postProgress(job)).toMatchObject({ stage: "uploading", percent: 50, totalBytes: 2000 });
  });

  it("does not pretend to know how far a lone image is", () => {
    const job = { post: publishing, attachments: [uploading("a", IMAGE, 0)] };
    expect(postProgress(job)).toMatchObject({ stage: "uploading", percent: null });
  });

  it("is as far as the slowest that X works on", () => {
    const job = {
      post: publishing,
      attachments: [processing("a", 80), processing("b", 20), processing("c", null)],
    };
    expect(postProgress(job)).toMatchObject({ stage: "processing", percent: 20 });
  });

  it("is finishing when all attachments are ready, then posting", () => {
    expect(postProgress({ post: publishing, attachments: [ready("a")] })?.stage).toBe("finishing");
    expect(postProgress({ post: postIn("posting"), attachments: [] })?.stage).toBe("posting");
  });

  it("is checking while the worker looks for an unanswered post, and nothing once it has given up", () => {
    const unsure = postIn("unsure");
    expect(postProgress({ post: unsure, attachments: [] })?.stage).toBe("checking");
    if (unsure.state !== "unsure") throw new Error("unreachable");
    const given = { ...unsure, lookup: "inconclusive" } as const;
    expect(postProgress({ post: given, attachments: [] })).toBeNull();
  });

  it("shows the uploads of a draft, and nothing for a draft at rest", () => {
    const draft = postIn("draft");
    expect(postProgress({ post: draft, attachments: [uploading("a", VIDEO, 0)] })?.stage).toBe(
      "uploading",
    );
    expect(postProgress({ post: draft, attachments: [ready("a"), failed("b")] })).toBeNull();
  });

  it("is nothing at rest", () => {
    for (const state of ["posted", "failed", "cancelled"] as const) {
      expect(postProgress({ post: postIn(state), attachments: [processing("a", 1)] })).toBeNull();
    }
  });
});

describe("what a job waits for", () => {
  it("is the post's own wait before that of an attachment", () => {
    const publishing = postIn("publishing");
    if (publishing.state !== "publishing") throw new Error("unreachable");
    const post = { ...publishing, wait: WAIT };
    expect(findPostWait({ post, attachments: [] })).toBe(WAIT);
  });

  it("is the sign-in that a look for the post waits for", () => {
    const unsure = postIn("unsure");
    if (unsure.state !== "unsure") throw new Error("unreachable");
    expect(findPostWait({ post: { ...unsure, wait: WAIT }, attachments: [] })).toBe(WAIT);
    expect(findPostWait({ post: unsure, attachments: [] })).toBeNull();
  });

  it("is the first attachment that waits", () => {
    const busy = uploading("a", VIDEO, 0);
    if (busy.state !== "uploading") throw new Error("unreachable");
    const waiting = { ...busy, wait: WAIT };
    expect(findAttachmentWait(waiting)).toBe(WAIT);
    expect(findPostWait({ post: postIn("draft"), attachments: [ready("b"), waiting] })).toBe(WAIT);
  });

  it("is nothing for a post at rest", () => {
    expect(findPostWait({ post: postIn("failed"), attachments: [failed("a")] })).toBeNull();
  });
});
