import { beforeEach, describe, expect, it } from "vitest";
import {
  addEmptyAccount,
  chooseAccount,
  removeAccount,
} from "../../../lib/commands/account-commands";
import { beginCapture } from "../../../lib/capture/click/begin-capture";
import type { Post } from "../../../lib/jobs/post";
import { emptyAccount } from "../../../lib/store/account-record";
import {
  addAccount,
  getAccount,
  listAccounts,
  updateAccount,
} from "../../../lib/store/account-store";
import { getGrant, putGrant } from "../../../lib/store/grant-store";
import { getAttachment } from "../../../lib/store/attachment-store";
import { updateAttachment } from "../../../lib/store/update-attachment";
import { getChosenAccountId, setChosenAccountId } from "../../../lib/store/chosen-account-store";
import { getPost } from "../../../lib/store/post-store";
import { freshDatabase, keep } from "../store/fresh-database";
import { json, scriptedFetch, type SentCall } from "../x/scripted-x";
import {
  attachmentIn,
  failedAttachment,
  postIn,
  SESSION,
  SOURCE,
  VIDEO,
} from "../jobs/example-records";
import { IdleRunner } from "../runner/idle-runner";

let runner: IdleRunner;
const control = () => ({ runner, now: () => 70_000 });

beforeEach(async () => {
  await freshDatabase();
  runner = new IdleRunner();
  await updateAccount("primary", { clientId: "first", state: "signed-in" });
  await addAccount({ ...emptyAccount("second", 1), clientId: "other", state: "signed-in" });
});

const keeper = { exclusively: <T>(task: () => Promise<T>) => task() };
const grantOf = (accountId: string) => ({
  accountId,
  clientId: "other",
  accessToken: "access",
  refreshToken: "refresh",
  expiresAtMs: 1,
  scopes: [],
});

describe("choosing an account", () => {
  it("has the next drafts begin with it", async () => {
    await chooseAccount("second", null, control());
    const id = await beginCapture(SOURCE, 1000);
    const attachment = await getAttachment(id);
    expect(attachment).toMatchObject({ accountId: "second" });
    expect(await getPost(attachment?.postId ?? "")).toMatchObject({ accountId: "second" });
  });

  it("uploads the media of the open draft anew: a media id is worth nothing to another", async () => {
    await keep({
      posts: [postIn("draft", { attachmentIds: ["up", "work", "done", "bad"] })],
      attachments: [
        attachmentIn("uploading", { id: "up", session: { ...SESSION, acknowledged: [0] } }),
        attachmentIn("processing", { id: "work" }),
        attachmentIn("ready", { id: "done" }),
        { ...failedAttachment({ from: "upload", media: VIDEO, session: SESSION }), id: "bad" },
      ],
    });
    await chooseAccount("second", "post", control());
    expect(await getPost("post")).toMatchObject({ state: "draft", accountId: "second" });
    for (const id of ["up", "work", "done", "bad"]) {
      expect(await getAttachment(id)).toMatchObject({
        state: "uploading",
        accountId: "second",
        session: null,
        transfer: { doneBytes: 0 },
      });
      expect(runner.told).toContain(`interrupt attachment ${id}`);
      expect(runner.told).toContain(`wake attachment ${id}`);
    }
  });

  it("lets a capture go on, whose bytes are the same for everybody", async () => {
    await keep({ posts: [postIn("draft")], attachments: [attachmentIn("capturing")] });
    await chooseAccount("second", "post", control());
    expect(await getAttachment("picture")).toMatchObject({
      state: "capturing",
      accountId: "second",
    });
    expect(runner.told).toEqual([]);
  });

  it("makes the late answer to the former account's upload mean nothing", async () => {
    await keep({ posts: [postIn("draft")], attachments: [attachmentIn("uploading")] });
    await chooseAccount("second", "post", control());
    const usable = { type: "usable", mediaId: "9", mediaKey: null, expiresAtMs: 1 } as const;
    expect(await updateAttachment("picture", usable, 1, "primary")).toMatchObject({
      applied: false,
      attachment: { state: "uploading" },
    });
    expect(await updateAttachment("picture", usable, 1, "second")).toMatchObject({ applied: true });
  });

  it.each(["publishing", "posting", "posted", "unsure", "failed"] as const)(
    "leaves a post alone that is %s",
    async (state) => {
      await keep({ posts: [postIn(state)], attachments: [attachmentIn("ready")] });
      await chooseAccount("second", "post", control());
      expect(await getPost("post")).toMatchObject({ state, accountId: "primary" });
      expect(await getAttachment("picture")).toMatchObject({ state: "ready" });
    },
  );

  it("that is gone changes nothing", async () => {
    await keep({ posts: [postIn("draft")] });
    await chooseAccount("removed", "post", control());
    expect(await getPost("post")).toMatchObject({ accountId: "primary" });
    expect(await getChosenAccountId()).toBe("primary");
  });
});

describe("adding an account", () => {
  it("begins with the client id that was entered last, signed out, at the end of the list", async () => {
    const id = await addEmptyAccount(control());
    expect((await listAccounts()).at(-1)).toEqual({
      ...emptyAccount(id, 70_000),
      clientId: "other",
    });
  });

  it("leaves the one that stands for none beside it, since drafts may name it", async () => {
    await freshDatabase();
    const id = await addEmptyAccount(control());
    expect((await listAccounts()).map((account) => account.id)).toEqual(["primary", id]);
  });
});

describe("removing an account", () => {
  const remove = (fetchFromX: typeof fetch = scriptedFetch([])) =>
    removeAccount("second", keeper, fetchFromX, control());

  it("forgets it with its tokens, and has X revoke both", async () => {
    await putGrant(grantOf("second"));
    await putGrant(grantOf("primary"));
    const calls: SentCall[] = [];
    await (
      await remove(scriptedFetch([json({}), json({})], calls))
    ).revoked;
    expect((await listAccounts()).map(({ id }) => id)).toEqual(["primary"]);
    expect([await getGrant("second"), (await getGrant("primary"))?.accountId]).toEqual([
      undefined,
      "primary",
    ]);
    expect(calls).toHaveLength(2);
  });

  it("keeps its drafts, which go to an account that is left, with their media", async () => {
    await setChosenAccountId("second");
    await keep({
      posts: [postIn("draft", { accountId: "second", text: "Kept" })],
      attachments: [attachmentIn("ready", { accountId: "second" })],
    });
    await remove();
    expect(await getPost("post")).toMatchObject({ accountId: "primary", text: "Kept" });
    expect(await getAttachment("picture")).toMatchObject({
      state: "uploading",
      accountId: "primary",
      session: null,
    });
    expect(runner.told).toContain("wake attachment picture");
    expect(await getChosenAccountId()).toBe("primary");
  });

  it("makes drafts of what had failed: nothing goes out with another account unseen", async () => {
    await keep({ posts: [postIn("failed", { accountId: "second", attachmentIds: [] })] });
    await remove();
    expect(await getPost("post")).toMatchObject({ state: "draft", accountId: "primary" });
  });

  it.each<Post["state"]>(["posted", "cancelled"])("keeps the line of a %s post", async (state) => {
    await keep({ posts: [postIn(state, { accountId: "second" })] });
    await remove();
    expect(await getPost("post")).toMatchObject({ state, accountId: "second" });
  });

  it.each<Post["state"]>(["publishing", "posting", "unsure"])(
    "is refused, and changes nothing, while a post of it is %s",
    async (state) => {
      await keep({ posts: [postIn(state, { accountId: "second" })] });
      await putGrant(grantOf("second"));
      await expect(remove()).rejects.toMatchObject({ error: { code: "account-busy" } });
      expect(await listAccounts()).toHaveLength(2);
      expect(await getGrant("second")).toBeDefined();
    },
  );

  it("is not undone by what was still on its way to it", async () => {
    await remove();
    await updateAccount("second", { state: "signed-in" });
    expect(await listAccounts()).toHaveLength(1);
    expect(await getAccount("second")).toMatchObject({ state: "signed-out", clientId: "" });
  });

  it("that was the only one leaves an empty one, and the drafts", async () => {
    await remove();
    await keep({ posts: [postIn("draft")] });
    await removeAccount("primary", keeper, scriptedFetch([]), control());
    expect(await listAccounts()).toEqual([emptyAccount("primary", 0)]);
    expect(await getPost("post")).toMatchObject({ state: "draft", accountId: "primary" });
  });
});
