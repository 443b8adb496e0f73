import { describe, expect, it } from "vitest";
import type { Post, PostState } from "../../../lib/jobs/post";
import { jobError } from "../../../lib/errors/job-error";
import { transitionPost } from "../../../lib/jobs/post-transition";
import { judgeTurn, waitsForThread } from "../../../lib/jobs/thread-turn";
import { postIn } from "./example-records";

const AFTER = { afterId: "first" };

describe("a post of a thread", () => {
  it("goes out at once when it answers none of ours", () => {
    expect(judgeTurn({}, undefined)).toEqual({ kind: "go", answersXPostId: null });
  });

  it("answers the one before it once that is out", () => {
    const before = postIn("posted", { xPostId: "99" });
    expect(judgeTurn(AFTER, before)).toEqual({ kind: "go", answersXPostId: "99" });
  });

  it.each<PostState>(["draft", "scheduled", "publishing", "posting", "unsure", "failed"])(
    "waits while the one before it is %s: it may still come out, or be retried",
    (state) => {
      expect(judgeTurn(AFTER, postIn(state))).toEqual({ kind: "wait" });
    },
  );

  it("can answer nothing that was cancelled, is stored no more, or is somewhere at X", () => {
    for (const before of [
      undefined,
      postIn("cancelled"),
      postIn("posted", { xPostId: null, url: null }),
    ]) {
      expect(judgeTurn(AFTER, before)).toEqual({ kind: "broken" });
    }
  });

  it("answers one that was deleted from the list: it is still at X", () => {
    const posted = postIn("posted", { xPostId: "99" });
    const deleted = transitionPost(posted, { type: "deleted", untilMs: 9, wasOpen: false }, 1);
    expect(judgeTurn(AFTER, deleted ?? undefined)).toEqual({ kind: "go", answersXPostId: "99" });
  });

  it("keeps its place through all that can happen to it", () => {
    let post: Post = postIn("draft", AFTER);
    for (const event of [
      { type: "schedule-requested", atMs: 1 },
      { type: "schedule-due" },
      { type: "call-started", mediaIds: [], userId: null },
      { type: "answer-lost", error: jobError("network", "post") },
      { type: "surely-absent" },
      { type: "failed", error: jobError("refused", "post") },
      { type: "returned-to-draft" },
      { type: "publish-requested", holdUntilMs: null },
      { type: "call-started", mediaIds: [], userId: null },
      { type: "created", xPostId: "100", url: null },
    ] as const) {
      const next = transitionPost(post, event, 1);
      expect({ event, isTaken: next !== null }).toEqual({ event, isTaken: true });
      post = next ?? post;
      expect(post.afterId).toBe("first");
    }
  });

  it("leaves the thread when it is edited as there is nothing to answer", () => {
    const broken = postIn("failed", { ...AFTER, error: jobError("thread-broken", "post") });
    const draft = transitionPost(broken, { type: "returned-to-draft" }, 1);
    expect(draft?.state).toBe("draft");
    expect(draft?.afterId).toBeUndefined();
  });

  it("needs no alarm while it only waits for the one before it", () => {
    expect(waitsForThread(postIn("publishing", AFTER))).toBe(true);
    expect(waitsForThread(postIn("publishing"))).toBe(false);
    expect(waitsForThread(postIn("publishing", { ...AFTER, holdUntilMs: 7 }))).toBe(false);
  });
});
