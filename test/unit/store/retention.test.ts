import { beforeEach, describe, expect, it } from "vitest";
import { freeForgottenBytes } from "../../../lib/runner/free-bytes";
import type { PostState } from "../../../lib/jobs/post";
import { openDatabase, openToWrite } from "../../../lib/store/database";
import { forgetOldPosts, MAX_POSTS_AT_REST } from "../../../lib/store/retention";
import { attachmentIn, failedAttachment, MARK, postIn } from "../jobs/example-records";
import { freshDatabase } from "./fresh-database";

beforeEach(freshDatabase);

/** Stores a post in a state with one attachment and its bytes, all under the same name. */
async function keepJob(name: string, state: PostState): Promise<void> {
  const database = await openToWrite();
  await database.put("posts", { ...postIn(state), id: name, attachmentIds: [name] });
  await keepAttachment(name);
}

async function keepAttachment(name: string): Promise<void> {
  const database = await openToWrite();
  await database.put("attachments", { ...attachmentIn("ready"), id: name, postId: name });
  for (const startByte of [0, 10]) {
    const blob = new Blob(["0123456789"]);
    await database.put("chunks", { attachmentId: name, startByte, blob });
  }
}

async function stored() {
  const database = await openDatabase();
  const chunks = await database.getAll("chunks");
  return {
    posts: await database.getAllKeys("posts"),
    attachments: await database.getAllKeys("attachments"),
    bytes: [...new Set(chunks.map((chunk) => chunk.attachmentId))],
  };
}

describe("at the start of the worker", () => {
  it("the bytes of finished jobs are freed, their records and all other jobs are kept", async () => {
    const states: PostState[] = ["draft", "publishing", "posting", "unsure", "failed"];
    for (const state of [...states, "posted", "cancelled"] as const) await keepJob(state, state);
    await forgetOldPosts(2_000_000, null);
    await freeForgottenBytes(0);
    const { posts, attachments, bytes } = await stored();
    expect(posts).toHaveLength(7);
    expect(attachments).toHaveLength(7);
    expect(bytes.toSorted()).toEqual(states.toSorted());
  });

  it("records and bytes that a crash left without an owner are freed", async () => {
    await keepJob("draft", "draft");
    await keepAttachment("orphan");
    await forgetOldPosts(2_000_000, null);
    await freeForgottenBytes(0);
    expect(await stored()).toEqual({ posts: ["draft"], attachments: ["draft"], bytes: ["draft"] });
  });

  it("the bytes of a medium that was taken out of its draft are freed, where a worker died over it", async () => {
    await keepJob("draft", "draft");
    await keepAttachment("removed");
    const database = await openToWrite();
    const removed = await database.get("attachments", "removed");
    if (removed !== undefined) await database.put("attachments", { ...removed, postId: "draft" });
    await freeForgottenBytes(0);
    expect((await stored()).bytes).toEqual(["draft"]);
  });

  it.each([
    ["that a retry goes on with are kept", MARK, ["draft"]],
    ["that no retry goes on with are freed", null, []],
  ])("the bytes of a failed capture %s", async (_name, mark, bytes) => {
    await keepJob("draft", "draft");
    const failed = { ...failedAttachment({ from: "capture", mark }), id: "draft", postId: "draft" };
    await (await openToWrite()).put("attachments", failed);
    await freeForgottenBytes(0);
    expect((await stored()).bytes).toEqual(bytes);
  });

  it("only the newest posts at rest are remembered, and every draft", async () => {
    const database = await openToWrite();
    await database.put("posts", { ...postIn("draft"), id: "old draft", updatedAtMs: 0 });
    for (let index = 0; index < MAX_POSTS_AT_REST + 3; index++) {
      const post = { ...postIn("posted"), attachmentIds: [] };
      await database.put("posts", { ...post, id: `${index}`, updatedAtMs: index });
    }
    await forgetOldPosts(2_000_000, null);
    const { posts } = await stored();
    expect(posts).toHaveLength(MAX_POSTS_AT_REST + 1);
    expect(posts).toContain("old draft");
    expect(posts).not.toContain("2");
    expect(posts).toContain("3");
  });

  it("posts at rest go after as many days as the person wants, drafts and failures never", async () => {
    const DAY_MS = 86_400_000;
    const database = await openToWrite();
    for (const state of ["posted", "cancelled", "draft", "failed"] as const) {
      for (const days of [6, 8]) {
        const post = { ...postIn(state), id: `${state} ${days}`, attachmentIds: [] };
        await database.put("posts", { ...post, updatedAtMs: (100 - days) * DAY_MS });
      }
    }
    await forgetOldPosts(100 * DAY_MS, 7);
    const { posts } = await stored();
    expect(posts.filter((id) => id.endsWith("8"))).toEqual(["draft 8", "failed 8"]);
    expect(posts.filter((id) => id.endsWith("6"))).toHaveLength(4);
  });

  it("a removed medium that can still be put back belongs to its draft", async () => {
    await keepAttachment("removed");
    const removal = { attachmentId: "removed", index: 0, untilMs: 9 };
    const database = await openToWrite();
    await database.put("posts", { ...postIn("draft", { removal }), attachmentIds: [] });
    await forgetOldPosts(2_000_000, null);
    expect((await stored()).attachments).toEqual(["removed"]);
  });
});
