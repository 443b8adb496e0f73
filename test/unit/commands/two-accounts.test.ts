import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chooseAccount } from "../../../lib/commands/account-commands";
import { publishPost } from "../../../lib/commands/draft-commands";
import { emptyAccount } from "../../../lib/store/account-record";
import { addAccount, getAccount, updateAccount } from "../../../lib/store/account-store";
import { putGrant } from "../../../lib/store/grant-store";
import { getAttachment } from "../../../lib/store/attachment-store";
import { getChosenAccountId, setChosenAccountId } from "../../../lib/store/chosen-account-store";
import { setOpenDraftId } from "../../../lib/store/open-draft-store";
import { keep } from "../store/fresh-database";
import { buildJpeg } from "../media/build-jpeg";
import { defaultUser } from "../../x-server/x-user";
import { attachmentIn, postIn, VIDEO } from "../jobs/example-records";
import { type JobWorld, startJobWorld } from "../runner/job-world";

const GRACE = { ...defaultUser, id: "12", name: "Grace", username: "grace" };

let world: JobWorld;
const control = () => ({ runner: world.runner, now: Date.now });

beforeEach(async () => {
  world = await startJobWorld({ users: [defaultUser, GRACE] });
  await addAccount(emptyAccount("second", 1));
  await signInSecond();
});

afterEach(() => world.close());

async function signInSecond(): Promise<void> {
  const grant = world.server.issueGrant({ userId: GRACE.id });
  await putGrant({
    accountId: "second",
    clientId: world.server.clientId,
    accessToken: grant.accessToken,
    refreshToken: grant.refreshToken ?? null,
    expiresAtMs: Date.now() + 7_200_000,
    scopes: [],
  });
  await updateAccount("second", {
    clientId: world.server.clientId,
    state: "signed-in",
    error: null,
  });
}

const postIdOf = async (attachmentId: string) => (await getAttachment(attachmentId))?.postId ?? "";
const posters = () => world.server.posts.map(({ userId }) => userId);

describe("a post", () => {
  it("goes out with the account that was chosen, with media of that account", async () => {
    const id = await world.addFile(buildJpeg());
    await world.attachmentReaches(id, "ready");
    const postId = await postIdOf(id);
    await chooseAccount("second", postId, control());
    await world.attachmentReaches(id, "ready");
    await publishPost(postId, control());
    await world.postReaches(postId, "posted");
    expect(posters()).toEqual([GRACE.id]);
    expect(world.server.allMedia()).toHaveLength(2);
    expect(world.server.posts[0]?.mediaIds).toEqual([world.server.allMedia()[1]?.id]);
    expect(world.crashes).toEqual([]);
  });

  it("is of the new account when the choice falls in the middle of the upload", async () => {
    const held = world.server.hold({ operation: "uploadImage" });
    const id = await world.addFile(buildJpeg());
    await held.reached;
    const postId = await postIdOf(id);
    await chooseAccount("second", postId, control());
    held.release();
    await publishPost(postId, control());
    await world.postReaches(postId, "posted");
    expect(posters()).toEqual([GRACE.id]);
    expect(world.crashes).toEqual([]);
  });

  it("makes its account the one that the next draft begins with", async () => {
    const id = await world.addFile(buildJpeg());
    const postId = await postIdOf(id);
    await chooseAccount("second", postId, control());
    await setChosenAccountId("primary");
    await publishPost(postId, control());
    expect(await getChosenAccountId()).toBe("second");
  });
});

describe("an account whose sign-in has ended", () => {
  it("keeps its jobs waiting, while those of another go on, and takes them up afterwards", async () => {
    await chooseAccount("second", null, control());
    const waiting = await world.addFile(buildJpeg({ widthPx: 16 }));
    world.server.endGrant(GRACE.id);
    const waitingPost = await postIdOf(waiting);
    await publishPost(waitingPost, control());
    await setOpenDraftId(null);
    await chooseAccount("primary", null, control());
    const other = await world.addFile(buildJpeg({ widthPx: 24 }));
    const otherPost = await postIdOf(other);
    await publishPost(otherPost, control());
    await world.postReaches(otherPost, "posted");
    await waitsForSignIn(waiting, waitingPost);
    expect(await getAccount("second")).toMatchObject({ state: "signed-out" });
    expect(await getAccount("primary")).toMatchObject({ state: "signed-in" });

    await signInSecond();
    await world.runner.resumeAll();
    await world.postReaches(waitingPost, "posted");
    expect(posters()).toEqual([defaultUser.id, GRACE.id]);
  });
});

/** Either the upload or, where that had ended before the sign-in did, the post. */
async function waitsForSignIn(attachmentId: string, postId: string): Promise<void> {
  const isWaiting = (job: object) =>
    "wait" in job && (job.wait as { reason: string } | null)?.reason === "sign-in";
  await Promise.any([
    world.attachmentShows(attachmentId, isWaiting),
    world.postShows(postId, isWaiting),
  ]);
}

describe("a video that only subscribers may post", () => {
  const long = attachmentIn("uploading", {
    media: { ...VIDEO, durationMs: 30 * 60_000 },
    accountId: "second",
  });

  it("is refused before the first byte leaves, with the limit, by the account's own tier", async () => {
    await updateAccount("primary", { user: { ...userOf(GRACE), tier: "premium" } });
    await updateAccount("second", { user: { ...userOf(GRACE), tier: "standard" } });
    await keep({ posts: [postIn("draft", { accountId: "second" })], attachments: [long] });
    world.runner.wakeAttachment(long.id);
    const failed = await world.attachmentReaches(long.id, "failed");
    expect(failed).toMatchObject({
      error: { code: "too-long", details: { limit: 20 * 60_000, actual: 30 * 60_000 } },
      resume: { from: "upload" },
    });
    expect(world.server.log).toEqual([]);
  });

  it("goes on by itself with a subscriber's account", async () => {
    await updateAccount("primary", { user: { ...userOf(GRACE), tier: "premium" } });
    await updateAccount("second", { user: { ...userOf(GRACE), tier: "standard" } });
    await keep({ posts: [postIn("draft", { accountId: "second" })], attachments: [long] });
    world.runner.wakeAttachment(long.id);
    await world.attachmentReaches(long.id, "failed");
    await chooseAccount("primary", "post", control());
    await world.attachmentShows(
      long.id,
      (attachment) => attachment.state !== "failed" || attachment.error.code !== "too-long",
    );
    await world.server.waitForLog(({ operation }) => operation === "initialize");
  });
});

function userOf({ id, name, username }: typeof GRACE) {
  return { id, name, username };
}
