import { beforeEach, describe, expect, it } from "vitest";
import { JobFailure, jobError } from "../../../lib/errors/job-error";
import { type Post, UNDO_POST_MS } from "../../../lib/jobs/post";
import { stepPost } from "../../../lib/runner/run-post";
import { updateAccount } from "../../../lib/store/account-store";
import { getAttachment } from "../../../lib/store/attachment-store";
import { updateAttachment } from "../../../lib/store/update-attachment";
import { getOpenDraftId, setOpenDraftId } from "../../../lib/store/open-draft-store";
import { getPost } from "../../../lib/store/post-store";
import { updatePreferences } from "../../../lib/store/preferences-store";
import { freshDatabase, keep } from "../store/fresh-database";
import {
  json,
  never,
  noAnswer,
  NOW_MS,
  type ScriptedAnswer,
  scriptedX,
  type SentCall,
  forEveryAccount,
} from "../x/scripted-x";
import { attachmentIn, failedAttachment, GIF, postIn, SIGN_IN_WAIT } from "../jobs/example-records";

const USER = { id: "12", name: "Ada", username: "ada", tier: "standard" } as const;
const PICTURE = attachmentIn("ready", { expiresAtMs: NOW_MS + 3_600_000 });
const PUBLISHING = postIn("publishing");

const created = () => json({ data: { id: "99", text: "" } }, 201);
/** By X's clock, the whole minutes since the beginning. */
const absent = (minutes: number) => () =>
  json({ meta: { result_count: 0 } }, 200, {
    date: new Date(NOW_MS + minutes * 60_000).toUTCString(),
  });
const LOOKS_IN_VAIN = [0, 1, 3, 7, 13, 21].map(absent);
const seen = () => {
  const attachments = { media_keys: ["3_1"] };
  const post = {
    id: "98",
    text: "A harbour",
    created_at: new Date(NOW_MS).toISOString(),
    attachments,
  };
  return json({ data: [post], meta: { result_count: 1 } });
};
const duplicate = () =>
  json({ detail: "You are not allowed to create a Tweet with duplicate content." }, 403);

beforeEach(async () => {
  await freshDatabase();
  await updateAccount("primary", { user: USER, state: "signed-in" });
});

/** Steps a post until it rests, with a clock that leaps over every wait. */
async function runToRest(
  answers: readonly ScriptedAnswer[],
  options: { readonly signal?: AbortSignal; readonly token?: () => Promise<string> } = {},
): Promise<{ post: Post | undefined; calls: SentCall[]; woken: string[]; steps: number }> {
  const { connection, calls } = scriptedX(...answers);
  let nowMs = NOW_MS;
  const woken: string[] = [];
  const tokens = { ...connection.tokens, ...(options.token && { get: options.token }) };
  const effects = {
    x: forEveryAccount({ ...connection, tokens, now: () => nowMs }),
    wakeAttachment: (id: string) => void woken.push(id),
    random: () => 0,
    showDraft: (id: string) => setOpenDraftId(id),
  };
  for (let steps = 1; steps <= 100; steps++) {
    const next = await stepPost("post", effects, options.signal ?? never);
    if (next.due === "never") return { post: await getPost("post"), calls, woken, steps };
    if (next.due === "later") nowMs = next.atMs;
  }
  throw new Error("It never rests");
}

/** The post after the one step that is due. */
async function stepOnce(): Promise<Post | undefined> {
  const { connection } = scriptedX();
  const effects = {
    x: forEveryAccount({ ...connection, now: () => NOW_MS }),
    wakeAttachment: () => {},
    random: () => 0,
    showDraft: (id: string) => setOpenDraftId(id),
  };
  await stepPost("post", effects, never);
  return getPost("post");
}

const pathsOf = (calls: readonly SentCall[]) => calls.map(({ url }) => new URL(url).pathname);

describe("a post", () => {
  it("is made with one call, and found under the person's name", async () => {
    await keep({ posts: [PUBLISHING], attachments: [PICTURE] });
    const { post, calls } = await runToRest([created]);
    expect(post).toMatchObject({ state: "posted", url: "https://x.com/ada/status/99" });
    expect(pathsOf(calls)).toEqual(["/2/tweets"]);
  });

  it("waits for its attachments, and fails with the first that failed", async () => {
    const uploading = attachmentIn("uploading");
    await keep({ posts: [PUBLISHING], attachments: [uploading] });
    expect((await runToRest([])).post).toMatchObject({ state: "publishing" });
    await keep({ attachments: [failedAttachment({ from: "capture", mark: null })] });
    expect((await runToRest([])).post).toMatchObject({
      state: "failed",
      error: { code: "network", stage: "upload" },
    });
  });

  it("without media, or with media that X does not take together, is not sent", async () => {
    await keep({ posts: [PUBLISHING], attachments: [attachmentIn("cancelled")] });
    expect((await runToRest([])).post).toMatchObject({ error: { code: "no-media" } });
    await keep({
      posts: [postIn("publishing", { attachmentIds: ["picture", "gif"] })],
      attachments: [PICTURE, { ...PICTURE, id: "gif", media: GIF }],
    });
    expect((await runToRest([])).post).toMatchObject({ error: { code: "mix-not-allowed" } });
  });

  it("waits for a sign-in, and goes on after it", async () => {
    await updateAccount("primary", { state: "signed-out" });
    await keep({ posts: [{ ...PUBLISHING, wait: SIGN_IN_WAIT }], attachments: [PICTURE] });
    expect((await runToRest([])).post).toMatchObject({ state: "publishing", wait: SIGN_IN_WAIT });
    await updateAccount("primary", { state: "signed-in" });
    expect((await runToRest([created])).post).toMatchObject({ state: "posted" });
  });
});

describe("a post that goes out without the composer", () => {
  const unseen = { ...PUBLISHING, holdUntilMs: "media" } as const;

  it("counts its seconds from the moment at which its picture is there, uploaded or not", async () => {
    await keep({ posts: [unseen], attachments: [attachmentIn("capturing")] });
    expect((await runToRest([])).post).toMatchObject({ holdUntilMs: "media" });
    await keep({ attachments: [attachmentIn("converting")] });
    expect((await runToRest([])).post).toMatchObject({ holdUntilMs: "media" });
    await keep({ attachments: [attachmentIn("uploading")] });
    expect(await stepOnce()).toMatchObject({ holdUntilMs: NOW_MS + UNDO_POST_MS });
  });

  it("goes out when its seconds are over", async () => {
    await keep({ posts: [unseen], attachments: [PICTURE] });
    const { post, calls } = await runToRest([created]);
    expect(post).toMatchObject({ state: "posted" });
    expect(pathsOf(calls)).toEqual(["/2/tweets"]);
  });

  it("is shown instead where what was taken is not what the page showed", async () => {
    const source = { ...PICTURE.source, isUnseen: true };
    await keep({ posts: [unseen], attachments: [{ ...PICTURE, source }] });
    const { post, calls } = await runToRest([]);
    expect(post).toMatchObject({ state: "draft" });
    expect(calls).toEqual([]);
    expect(await getOpenDraftId()).toBe(unseen.id);
  });

  it("is shown instead where the person wants an alt text and the page has none", async () => {
    await updatePreferences({ requiresAltText: true });
    await keep({ posts: [unseen], attachments: [{ ...PICTURE, altText: "" }] });
    const { post, calls } = await runToRest([]);
    expect(post).toMatchObject({ state: "draft" });
    expect(calls).toEqual([]);
    expect(await getOpenDraftId()).toBe(unseen.id);
  });

  it("is shown instead where the page's words would mention somebody", async () => {
    await keep({ posts: [{ ...unseen, text: "Boats by @somebody" }], attachments: [PICTURE] });
    const { post, calls } = await runToRest([]);
    expect(post).toMatchObject({ state: "draft", text: "Boats by @somebody" });
    expect(calls).toEqual([]);
    expect(await getOpenDraftId()).toBe(unseen.id);
  });
});

describe("an alt text", () => {
  const described = { ...PICTURE, altText: "  Boats " };
  const four = ["1", "2", "3", "4"].map((id) => ({ ...described, id, mediaId: id }));
  const FOUR_PICTURES = postIn("publishing", { attachmentIds: four.map(({ id }) => id) });

  it("is sent once, trimmed, before the call", async () => {
    await keep({ posts: [PUBLISHING], attachments: [described] });
    const { calls } = await runToRest([json({}), created]);
    expect(pathsOf(calls)).toEqual(["/2/media/metadata", "/2/tweets"]);
    expect(String(calls[0]?.init.body)).toContain('"Boats"');
    expect(await getAttachment("picture")).toMatchObject({ sentMetadata: { altText: "Boats" } });
  });

  it("that X has already is not paid for again", async () => {
    await keep({
      posts: [PUBLISHING],
      attachments: [{ ...described, sentMetadata: { altText: "Boats", sensitive: [] } }],
    });
    expect(pathsOf((await runToRest([created])).calls)).toEqual(["/2/tweets"]);
  });

  it("of each picture is sent beside the others'", async () => {
    await keep({ posts: [FOUR_PICTURES], attachments: four });
    let answerAll = () => {};
    const allAreThere = new Promise<void>((resolve) => (answerAll = resolve));
    let waiting = 0;
    const answerAfterAll: ScriptedAnswer = async () => {
      waiting += 1;
      if (waiting === four.length) answerAll();
      await allAreThere;
      return json({});
    };
    const { post, calls } = await runToRest([...four.map(() => answerAfterAll), created]);
    expect(post).toMatchObject({ state: "posted" });
    expect(pathsOf(calls)).toEqual([...four.map(() => "/2/media/metadata"), "/2/tweets"]);
  });

  it("that X has taken is not paid for again when another one's answer is lost", async () => {
    await keep({ posts: [FOUR_PICTURES], attachments: four });
    const taken = () => json({});
    const { post, calls } = await runToRest([taken, noAnswer, taken, taken, taken, created]);
    expect(post).toMatchObject({ state: "posted" });
    const told = calls.slice(0, -1).map(({ init }) => JSON.parse(String(init.body)).id);
    expect(told).toEqual(["1", "2", "3", "4", "2"]);
  });

  it("is tried again after a broken connection, six times in all", async () => {
    await keep({ posts: [PUBLISHING], attachments: [described] });
    const { post, calls } = await runToRest(Array<ScriptedAnswer>(6).fill(noAnswer));
    expect(post).toMatchObject({ state: "failed", error: { code: "network" } });
    expect(calls).toHaveLength(6);
  });

  it("on its way does not make a picture unstoppable: cancelled meanwhile, it is not posted", async () => {
    const second = { ...PICTURE, id: "second", mediaId: "78" };
    await keep({
      posts: [postIn("publishing", { attachmentIds: ["picture", "second"] })],
      attachments: [described, second],
    });
    const { calls } = await runToRest([
      async () => {
        await updateAttachment("second", { type: "cancelled" }, NOW_MS);
        return json({});
      },
      created,
    ]);
    expect(JSON.parse(String(calls[1]?.init.body))).toMatchObject({ media: { media_ids: ["77"] } });
  });
});

describe("a refused call", () => {
  it("for a rate limit is made again when the limit ends", async () => {
    await keep({ posts: [PUBLISHING], attachments: [PICTURE] });
    const limited = json({}, 429, { "x-rate-limit-reset": String(NOW_MS / 1000 + 600) });
    const { post } = await runToRest([limited, created]);
    expect(post).toMatchObject({ state: "posted", postedAtMs: NOW_MS + 600_000 });
  });

  it("for a rate limit of which X tells no end is made a window later each, six times, not for ever", async () => {
    await keep({
      posts: [PUBLISHING],
      attachments: [{ ...PICTURE, expiresAtMs: NOW_MS + 86_400_000 }],
    });
    const limited = () => new Response("slow down", { status: 429 });
    const { post, calls } = await runToRest(Array<ScriptedAnswer>(50).fill(limited));
    expect(calls).toHaveLength(6);
    expect(post?.updatedAtMs).toBe(NOW_MS + 5 * 900_000);
    expect(post).toMatchObject({ state: "failed", error: { code: "rate-limited" } });
  });

  it.each([
    [402, {}, "no-credits"],
    [
      403,
      { detail: "This user is not allowed to post a video longer than 2 minutes" },
      "tier-limit",
    ],
    [400, { errors: [{ message: "Your media IDs are invalid." }] }, "media-refused"],
    [
      403,
      { detail: "You are not allowed to create a Tweet with duplicate content." },
      "duplicate-post",
    ],
  ])("%i %j ends as %s, with X's words", async (status, body, code) => {
    await keep({ posts: [PUBLISHING], attachments: [PICTURE] });
    const { post } = await runToRest([json(body, status)]);
    expect(post).toMatchObject({
      state: "failed",
      error: { code, server: { httpStatus: status } },
    });
  });
});

describe("a token that could not be renewed", () => {
  it("is no call: it is waited for, and nothing is looked for", async () => {
    await keep({ posts: [PUBLISHING], attachments: [PICTURE] });
    let renewals = 0;
    const token = () => {
      renewals += 1;
      return renewals === 1
        ? Promise.reject(new JobFailure(jobError("network", "sign-in")))
        : Promise.resolve("token");
    };
    const { post, calls } = await runToRest([created], { token });
    expect(post).toMatchObject({ state: "posted" });
    expect(pathsOf(calls)).toEqual(["/2/tweets"]);
  });
});

describe("a call without an answer", () => {
  it("is made again only after looks without a sight of it for longer than timelines lag", async () => {
    await keep({ posts: [PUBLISHING], attachments: [PICTURE] });
    const { post, calls } = await runToRest([noAnswer, ...LOOKS_IN_VAIN, created]);
    expect(post).toMatchObject({ state: "posted", xPostId: "99" });
    expect(pathsOf(calls).filter((path) => path === "/2/tweets")).toHaveLength(2);
  });

  it("whose repeat is refused as a duplicate was made after all", async () => {
    await keep({ posts: [PUBLISHING], attachments: [PICTURE] });
    const { post } = await runToRest([noAnswer, ...LOOKS_IN_VAIN, duplicate(), seen]);
    expect(post).toMatchObject({ state: "posted", xPostId: "98" });
  });

  it("whose repeat is refused as a duplicate that nobody finds is left to the person", async () => {
    await keep({ posts: [PUBLISHING], attachments: [PICTURE] });
    const looks = [21, 22, 24, 28, 34, 42].map(absent);
    const { post, calls } = await runToRest([noAnswer, ...LOOKS_IN_VAIN, duplicate(), ...looks]);
    expect(post).toMatchObject({
      state: "unsure",
      lookup: "inconclusive",
      error: { code: "duplicate-post" },
    });
    expect(pathsOf(calls).filter((path) => path === "/2/tweets")).toHaveLength(2);
  });

  it("whose repeat an earlier post of ours explains is refused as that, and not called again", async () => {
    const earlier = postIn("posted", { id: "earlier", xPostId: "97", text: PUBLISHING.text });
    await keep({ posts: [PUBLISHING, earlier], attachments: [PICTURE] });
    const looks = [21, 22, 24, 28, 34, 42].map(absent);
    const { post, calls } = await runToRest([noAnswer, ...LOOKS_IN_VAIN, duplicate(), ...looks]);
    expect(post).toMatchObject({ state: "failed", error: { code: "duplicate-post" } });
    expect(pathsOf(calls).filter((path) => path === "/2/tweets")).toHaveLength(2);
  });

  it("is looked for again once the person, who was signed out meanwhile, is signed in", async () => {
    await keep({ posts: [PUBLISHING], attachments: [PICTURE] });
    let tokens = 0;
    const token = async () => {
      tokens += 1;
      if (tokens < 3) return "token";
      await updateAccount("primary", { state: "signed-out" });
      throw new JobFailure(jobError("signed-out", "sign-in"));
    };
    const { post: waiting } = await runToRest([noAnswer, absent(0)], { token });
    expect(waiting).toMatchObject({
      state: "unsure",
      lookup: "pending",
      wait: { reason: "sign-in" },
    });
    await updateAccount("primary", { state: "signed-in" });
    const { post, calls } = await runToRest([seen]);
    expect(post).toMatchObject({ state: "posted", xPostId: "98" });
    expect(pathsOf(calls)).toEqual(["/2/users/12/tweets"]);
  });

  it("is left to the person when another person signs in meanwhile, and not made again in their name", async () => {
    const wait = SIGN_IN_WAIT;
    await keep({ posts: [postIn("unsure", { userId: "12", wait })], attachments: [PICTURE] });
    await updateAccount("primary", { user: { ...USER, id: "34" } });
    const { post, calls } = await runToRest([]);
    expect(post).toMatchObject({ state: "unsure", lookup: "inconclusive" });
    expect(calls).toEqual([]);
  });

  it("is left to the person after a sign-in where nobody knows who made the call", async () => {
    const wait = SIGN_IN_WAIT;
    await keep({ posts: [postIn("unsure", { userId: null, wait })], attachments: [PICTURE] });
    const { post, calls } = await runToRest([]);
    expect(post).toMatchObject({ state: "unsure", lookup: "inconclusive" });
    expect(calls).toEqual([]);
  });

  it("but the edge's page with a refusal may have made it: it is looked for first", async () => {
    await keep({ posts: [PUBLISHING], attachments: [PICTURE] });
    const page = new Response("<html>Sorry, you have been blocked</html>", {
      status: 403,
      headers: { "content-type": "text/html" },
    });
    const { post, calls } = await runToRest([page, seen]);
    expect(post).toMatchObject({ state: "posted", xPostId: "98" });
    expect(pathsOf(calls)).toEqual(["/2/tweets", "/2/users/12/tweets"]);
  });

  it("is not made again when the timeline answers with an error page", async () => {
    await keep({ posts: [PUBLISHING], attachments: [PICTURE] });
    const page = () => new Response("<html>Sorry</html>");
    const { post, calls } = await runToRest([noAnswer, ...Array<ScriptedAnswer>(5).fill(page)]);
    expect(post).toMatchObject({ state: "unsure", lookup: "inconclusive" });
    expect(pathsOf(calls).filter((path) => path === "/2/tweets")).toHaveLength(1);
  });

  it("found in the record after the worker's death is looked for, not called again", async () => {
    await keep({ posts: [postIn("posting", { sinceMs: NOW_MS - 10 })], attachments: [PICTURE] });
    const { post, calls } = await runToRest([seen]);
    expect(post).toMatchObject({ state: "posted", xPostId: "98" });
    expect(pathsOf(calls)).toEqual(["/2/users/12/tweets"]);
  });
});

describe("a media id that has lapsed", () => {
  it("is uploaded anew before the call, by itself", async () => {
    await keep({ posts: [PUBLISHING], attachments: [{ ...PICTURE, expiresAtMs: NOW_MS + 1000 }] });
    const { post, woken, calls } = await runToRest([]);
    expect(post).toMatchObject({ state: "publishing" });
    expect(woken).toEqual(["picture"]);
    expect(calls).toEqual([]);
    expect(await getAttachment("picture")).toMatchObject({ state: "uploading", freshUploads: 1 });
  });

  it("again and again is not uploaded for ever", async () => {
    const lapsed = { ...PICTURE, expiresAtMs: NOW_MS + 1000, freshUploads: 2 };
    await keep({ posts: [PUBLISHING], attachments: [lapsed] });
    const { post, woken } = await runToRest([]);
    expect(post).toMatchObject({ state: "failed", error: { code: "media-refused" } });
    expect(woken).toEqual([]);
  });
});
