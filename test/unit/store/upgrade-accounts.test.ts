import { beforeEach, describe, expect, it } from "vitest";
import { getAccount } from "../../../lib/store/account-store";
import { getGrant } from "../../../lib/store/grant-store";
import { getAttachment } from "../../../lib/store/attachment-store";
import { readBytes } from "../../../lib/store/read-bytes";
import { readDashboard } from "../../../lib/store/dashboard";
import { openDatabase } from "../../../lib/store/database";
import { claimNotice } from "../../../lib/store/notice-store";
import { getPost } from "../../../lib/store/post-store";
import { attachmentIn, postIn, SESSION } from "../jobs/example-records";
import { firstAttachment, firstPost, leaveFirstVersion } from "./first-version";
import { freshDatabase } from "./fresh-database";

beforeEach(freshDatabase);

const DRAFT = postIn("draft", { id: "draft", attachmentIds: ["ready"] });
const PUBLISHING = postIn("publishing", { id: "publishing", attachmentIds: ["half"] });
const POSTED = postIn("posted", { id: "posted", attachmentIds: [] });
const FAILED = postIn("failed", { id: "failed", attachmentIds: [] });
const READY = attachmentIn("ready", { id: "ready", postId: "draft" });
const HALF = attachmentIn("uploading", {
  id: "half",
  postId: "publishing",
  session: { ...SESSION, acknowledged: [0, 1] },
});
const USER = { id: "1", name: "Ada", username: "ada", tier: "premium" } as const;
const GRANT = {
  accountId: "primary",
  clientId: "client",
  accessToken: "access",
  refreshToken: "refresh",
  expiresAtMs: 5,
  scopes: ["tweet.write", "media.write"],
};

/** A person's data: a draft, a job under way, a history, a sign-in. */
const leaveData = () =>
  leaveFirstVersion({
    posts: [DRAFT, PUBLISHING, POSTED, FAILED].map(firstPost),
    attachments: [firstAttachment(READY), firstAttachment(HALF)],
    chunks: [{ attachmentId: "half", startByte: 0, blob: new Blob(["bytes"]) }],
    accounts: [{ id: "primary", clientId: "client", state: "signed-in", user: USER, error: null }],
    grants: [GRANT],
    openDraft: "draft",
  });

describe("data of the first version", () => {
  it("is all there after the update, and belongs to the one account that there was", async () => {
    await leaveData();
    for (const post of [DRAFT, PUBLISHING, POSTED, FAILED]) {
      expect(await getPost(post.id)).toEqual(post);
    }
    expect(await getAttachment("ready")).toMatchObject(READY);
    expect(await getAttachment("half")).toEqual(HALF);
    expect(new TextDecoder().decode(await readBytes("half", 0, 5))).toBe("bytes");
    expect(await getGrant("primary")).toEqual(GRANT);
  });

  it("keeps the sign-in and the open draft, and says what X allows", async () => {
    await leaveData();
    const account = await getAccount("primary");
    expect(account).toEqual({
      id: "primary",
      addedAtMs: 0,
      clientId: "client",
      state: "signed-in",
      scopes: GRANT.scopes,
      user: USER,
      error: null,
    });
    const dashboard = await readDashboard();
    expect(dashboard.account).toEqual(account);
    expect(dashboard.openDraft?.post.id).toBe("draft");
  });

  it("does not notify of what ended long ago, but of what ends from now on", async () => {
    await leaveData();
    expect(await claimNotice("posted", "posted")).toBe(false);
    expect(await claimNotice("failed", `failed:${FAILED.updatedAtMs}`)).toBe(false);
    expect(await claimNotice("publishing", "posted")).toBe(true);
  });

  it("of which nothing was ever stored makes an empty database", async () => {
    expect((await openDatabase()).version).toBe(4);
    expect(await readDashboard()).toMatchObject({ activity: [], openDraft: null });
  });
});
