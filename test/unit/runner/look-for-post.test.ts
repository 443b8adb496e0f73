import { beforeEach, describe, expect, it } from "vitest";
import { lookForPost } from "../../../lib/runner/look-for-post";
import { getAccount, updateAccount } from "../../../lib/store/account-store";
import { freshDatabase, keep } from "../store/fresh-database";
import { json, never, noAnswer, NOW_MS, scriptedX } from "../x/scripted-x";
import { attachmentIn, postIn } from "../jobs/example-records";

const SINCE_MS = NOW_MS - 5000;
const POST = postIn("unsure", { sinceMs: SINCE_MS, attachmentIds: ["a"] });
const USER = { id: "12", name: "Ada", username: "ada", tier: "standard" } as const;

const timeline = (...posts: readonly { id: string; text: string; key?: string }[]) =>
  json({
    ...(posts.length > 0 && {
      data: posts.map(({ id, text, key }) => ({
        id,
        text,
        created_at: new Date(NOW_MS).toISOString(),
        ...(key !== undefined && { attachments: { media_keys: [key] } }),
      })),
    }),
    meta: { result_count: posts.length },
  });

beforeEach(async () => {
  await freshDatabase();
  await updateAccount("primary", { user: USER });
  await keep({ attachments: [attachmentIn("ready", { id: "a", mediaKey: "3_77" })] });
});

describe("a look at the account's timeline", () => {
  it("goes back a little before the call, as clocks differ", async () => {
    const { connection, calls } = scriptedX(timeline());
    await lookForPost(POST, connection, never);
    const url = new URL(calls[0]?.url ?? "");
    expect(url.pathname).toBe("/2/users/12/tweets");
    expect(url.searchParams.get("start_time")).toBe(new Date(SINCE_MS - 120_000).toISOString());
  });

  it("that finds the post by its media says where it is", async () => {
    const found = timeline({ id: "98", text: "Other" }, { id: "99", text: "Mangled", key: "3_77" });
    expect(await lookForPost(POST, scriptedX(found).connection, never)).toEqual({
      type: "created",
      xPostId: "99",
      url: "https://x.com/ada/status/99",
    });
  });

  it("that finds it by its text does too", async () => {
    const found = timeline({ id: "99", text: "A harbour https://t.co/abc", key: "3_1" });
    expect(await lookForPost(POST, scriptedX(found).connection, never)).toMatchObject({
      type: "created",
      xPostId: "99",
    });
  });

  it("that does not find it is followed by three more before it counts as absent", async () => {
    const outcomes = [];
    for (const looks of [0, 1, 2, 3]) {
      outcomes.push(await lookForPost({ ...POST, looks }, scriptedX(timeline()).connection, never));
    }
    expect(outcomes).toEqual([
      { type: "not-seen", nextLookAtMs: NOW_MS + 4000 },
      { type: "not-seen", nextLookAtMs: NOW_MS + 12_000 },
      { type: "not-seen", nextLookAtMs: NOW_MS + 30_000 },
      { type: "surely-absent" },
    ]);
  });

  it("that finds what may be ours or not leaves it to the person", async () => {
    const wordless = timeline({ id: "99", text: "https://t.co/abc", key: "3_1" });
    const post = { ...POST, text: "", looks: 3 };
    expect(await lookForPost(post, scriptedX(wordless).connection, never)).toEqual({
      type: "lookup-inconclusive",
    });
  });

  it("asks who is signed in when that is not known, and remembers it", async () => {
    await updateAccount("primary", { user: null });
    const me = json({ data: { id: "34", name: "Bo", username: "bo" } });
    const { connection, calls } = scriptedX(me, timeline());
    await lookForPost(POST, connection, never);
    expect(calls.map((call) => new URL(call.url).pathname)).toEqual([
      "/2/users/me",
      "/2/users/34/tweets",
    ]);
    expect((await getAccount("primary")).user).toMatchObject({ id: "34", username: "bo" });
  });

  it("without knowing whose timeline it is has seen nothing", async () => {
    await updateAccount("primary", { user: null });
    expect(await lookForPost(POST, scriptedX(json({})).connection, never)).toEqual({
      type: "look-failed",
      nextLookAtMs: NOW_MS + 10_000,
    });
  });
});

describe("a look that X does not answer", () => {
  it.each([
    ["no connection", noAnswer],
    ["X in trouble", json({}, 503)],
    ["a rate limit", json({}, 429)],
    ["nothing readable", new Response("<html>")],
    ["problems only", json({ errors: [{ title: "Not Found Error" }] })],
  ])("(%s) is tried again, five times in all", async (_name, answer) => {
    const again = await lookForPost(
      { ...POST, failedLooks: 3 },
      scriptedX(answer).connection,
      never,
    );
    expect(again).toEqual({ type: "look-failed", nextLookAtMs: NOW_MS + 10_000 });
    const last = { ...POST, failedLooks: 4 };
    expect(await lookForPost(last, scriptedX(noAnswer).connection, never)).toEqual({
      type: "lookup-inconclusive",
    });
  });

  it("for a rate limit waits as long as X says", async () => {
    const reset = String(NOW_MS / 1000 + 300);
    const { connection } = scriptedX(json({}, 429, { "x-rate-limit-reset": reset }));
    expect(await lookForPost(POST, connection, never)).toEqual({
      type: "look-failed",
      nextLookAtMs: NOW_MS + 300_000,
    });
  });

  it.each([
    ["no credits", json({}, 402)],
    ["no right to read", json({}, 403)],
  ])(
    "(%s) leaves it to the person, and never means that the post is absent",
    async (_name, answer) => {
      const post = { ...POST, looks: 3 };
      expect(await lookForPost(post, scriptedX(answer).connection, never)).toEqual({
        type: "lookup-inconclusive",
      });
    },
  );

  it("because it was cancelled ends with that", async () => {
    const abort = new AbortController();
    const { connection } = scriptedX(() => {
      abort.abort(new Error("Stop"));
      throw new DOMException("", "AbortError");
    });
    await expect(lookForPost(POST, connection, abort.signal)).rejects.toThrow("Stop");
  });
});
