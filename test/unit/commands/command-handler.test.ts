import { beforeEach, describe, expect, it, vi } from "vitest";
import { JobFailure, jobError } from "../../../lib/errors/job-error";
import type { AccountControl } from "../../../lib/commands/account-control";
import { createCommandHandler, HOLDS_UP_AT_MOST_MS } from "../../../lib/commands/command-handler";
import type { Command } from "../../../lib/messages";
import { getAttachment } from "../../../lib/store/attachment-store";
import { getOpenDraftId } from "../../../lib/store/open-draft-store";
import { getPost } from "../../../lib/store/post-store";
import { freshDatabase, keep } from "../store/fresh-database";
import { attachmentIn, postIn } from "../jobs/example-records";
import { IdleRunner } from "../runner/idle-runner";

beforeEach(freshDatabase);

function handlerWith(account: Partial<AccountControl> = {}) {
  const runner = new IdleRunner();
  const done: string[] = [];
  const handle = createCommandHandler(
    { runner, now: () => 70_000 },
    {
      saveClientId: (id, clientId) => Promise.resolve(void done.push(`save ${clientId} of ${id}`)),
      beginSignIn: (id) => void done.push(`sign in ${id}`),
      pasteRedirect: (address) => void done.push(`paste ${address}`),
      signOut: (id) => Promise.resolve(void done.push(`sign out ${id}`)),
      readCredits: (id, sinceMs) =>
        Promise.resolve(void done.push(`credits of ${id} since ${sinceMs}`)),
      add: () => Promise.resolve("added"),
      remove: (id) => Promise.resolve(void done.push(`remove ${id}`)),
      choose: (id, postId) => Promise.resolve(void done.push(`choose ${id} for ${postId}`)),
      redirectUri: () => "https://abc.chromiumapp.org/",
      ...account,
    },
  );
  return { handle, done, runner };
}

describe("commands", () => {
  it("are carried out in the order in which they come: the last word is in the post", async () => {
    await keep({ posts: [postIn("draft")] });
    const { handle } = handlerWith();
    const words = "One two three".split("").map((_, end, all) => all.slice(0, end + 1).join(""));
    const answers = await Promise.all([
      ...words.map((text) => handle({ type: "edit-text", postId: "post", text })),
      handle({ type: "publish", postId: "post" }),
      handle({ type: "edit-text", postId: "post", text: "Too late" }),
    ]);
    expect(answers).toEqual(answers.map(() => ({ ok: true })));
    expect(await getPost("post")).toMatchObject({ state: "publishing", text: "One two three" });
  });

  it("that fail answer with the error as a value, and do not hold up the next", async () => {
    const failing = handlerWith({
      pasteRedirect: () => {},
      signOut: () => Promise.reject(new JobFailure(jobError("network", "sign-in"))),
      saveClientId: () => Promise.reject(new DOMException("", "QuotaExceededError")),
    });
    const answers = await Promise.all([
      failing.handle({ type: "sign-out", accountId: "a" }),
      failing.handle({ type: "save-client-id", accountId: "a", clientId: "abc" }),
      failing.handle({ type: "sign-in", accountId: "a" }),
    ]);
    expect(answers).toMatchObject([
      { ok: false, error: { code: "network", stage: "sign-in" } },
      { ok: false, error: { code: "storage-full" } },
      { ok: true },
    ]);
    expect(failing.done).toEqual(["sign in a"]);
  });

  it("that hang do not hold up the next for ever", async () => {
    const hanging = handlerWith({ signOut: () => new Promise(() => {}) });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      void hanging.handle({ type: "sign-out", accountId: "a" });
      const next = hanging.handle({ type: "sign-in", accountId: "a" });
      await vi.advanceTimersByTimeAsync(HOLDS_UP_AT_MOST_MS - 1);
      expect(hanging.done).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      expect(await next).toMatchObject({ ok: true });
      expect(hanging.done).toEqual(["sign in a"]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("about the account reach it", async () => {
    const { handle, done } = handlerWith();
    await handle({ type: "save-client-id", accountId: "a", clientId: "abc" });
    await handle({ type: "sign-in", accountId: "a" });
    await handle({ type: "sign-out", accountId: "a" });
    await handle({ type: "choose-account", accountId: "a", postId: null });
    await handle({ type: "remove-account", accountId: "a" });
    expect(done).toEqual([
      "save abc of a",
      "sign in a",
      "sign out a",
      "choose a for null",
      "remove a",
    ]);
    expect(await handle({ type: "add-account" })).toEqual({ ok: true, value: "added" });
    expect(await handle({ type: "get-redirect-uri" })).toEqual({
      ok: true,
      value: "https://abc.chromiumapp.org/",
    });
  });

  it.each<[Command, string]>([
    [{ type: "cancel-post", postId: "post" }, "cancelled"],
    [{ type: "publish", postId: "post" }, "publishing"],
    [{ type: "open-draft", postId: "post" }, "draft"],
  ])("%j leaves a draft as %s", async (command, state) => {
    await keep({ posts: [postIn("draft", { attachmentIds: [] })] });
    expect(await handlerWith().handle(command)).toEqual({ ok: true });
    expect(await getPost("post")).toMatchObject({ state });
  });

  it.each<[Command, string]>([
    [{ type: "confirm-posted", postId: "post" }, "posted"],
    [{ type: "retry-post", postId: "post" }, "publishing"],
  ])("%j leaves an unsure post as %s", async (command, state) => {
    await keep({ posts: [postIn("unsure", { attachmentIds: [] })] });
    await handlerWith().handle(command);
    expect(await getPost("post")).toMatchObject({ state });
  });

  it.each<[Command, object]>([
    [{ type: "edit-alt-text", attachmentId: "a", altText: "Boats" }, { altText: "Boats" }],
    [{ type: "cancel-attachment", attachmentId: "a" }, { state: "cancelled" }],
    [{ type: "retry-attachment", attachmentId: "a" }, { state: "uploading" }],
    [
      {
        type: "set-options",
        attachmentId: "a",
        options: { category: null, additionalOwners: ["5"] },
      },
      { options: { category: null, additionalOwners: ["5"] } },
    ],
  ])("%j makes of a failed attachment %j", async (command, change) => {
    await keep({
      posts: [postIn("draft", { attachmentIds: ["a"] })],
      attachments: [attachmentIn("failed", { id: "a" })],
    });
    await handlerWith().handle(command);
    expect(await getAttachment("a")).toMatchObject(change);
  });

  it("to remove an attachment removes it", async () => {
    await keep({
      posts: [postIn("draft", { attachmentIds: ["a"] })],
      attachments: [attachmentIn("failed", { id: "a" })],
    });
    await handlerWith().handle({ type: "remove-attachment", attachmentId: "a" });
    expect(await getPost("post")).toMatchObject({ attachmentIds: [] });
  });

  it("to delete a post deletes it, to undo that brings it back", async () => {
    await keep({ posts: [postIn("draft", { attachmentIds: [] })] });
    const { handle } = handlerWith();
    await handle({ type: "delete-post", postId: "post" });
    expect(await getPost("post")).toMatchObject({ state: "deleted" });
    expect(await getOpenDraftId()).toBeUndefined();
    await handle({ type: "undo-deletion", postId: "post" });
    expect(await getPost("post")).toMatchObject({ state: "draft" });
  });

  it("that nobody knows are refused, not called done", async () => {
    const unknown = JSON.parse('{"type":"post-now"}') as Command;
    expect(await handlerWith().handle(unknown)).toMatchObject({
      ok: false,
      error: { code: "unexpected" },
    });
  });
});
