import { beforeEach, describe, expect, it } from "vitest";
import { JobFailure, jobError } from "../../../lib/errors/job-error";
import { lookForPost } from "../../../lib/runner/look-for-post";
import { getAccount, updateAccount } from "../../../lib/store/account-store";
import { freshDatabase, keep } from "../store/fresh-database";
import { json, never, noAnswer, NOW_MS, scriptedX } from "../x/scripted-x";
import { attachmentIn, postIn } from "../jobs/example-records";

const SINCE_MS = NOW_MS - 5000;
const POST = postIn("unsure", { sinceMs: SINCE_MS, attachmentIds: ["a"] });
const USER = { id: "12", name: "Ada", username: "ada", tier: "standard" } as const;

const timeline = (...posts: readonly { id: string; text: string; key?: string }[]) =>
  timelineAt(NOW_MS, ...posts);

/** What X shows, by its own clock. */
const timelineAt = (
  xNowMs: number,
  ...posts: readonly { id: string; text: string; key?: string }[]
) =>
  json(
    {
      ...(posts.length > 0 && {
        data: posts.map(({ id, text, key }) => ({
          id,
          text,
          created_at: new Date(xNowMs).toISOString(),
          ...(key !== undefined && { attachments: { media_keys: [key] } }),
        })),
      }),
      meta: { result_count: posts.length },
    },
    200,
    { date: new Date(xNowMs).toUTCString() },
  );

beforeEach(async () => {
  await freshDatabase();
  await updateAccount("primary", { user: USER });
  await keep({ attachments: [attachmentIn("ready", { id: "a", mediaKey: "3_77" })] });
});

describe("a look at the account's timeline", () => {
  it("goes back an hour before the call, as clocks differ", async () => {
    const { connection, calls } = scriptedX(timeline());
    await lookForPost(POST, connection, never);
    const url = new URL(calls[0]?.url ?? "");
    expect(url.pathname).toBe("/2/users/12/tweets");
    expect(url.searchParams.get("start_time")).toBe(new Date(SINCE_MS - 3_600_000).toISOString());
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

  it("that does not find it is followed by others until it has been gone for longer than timelines lag", async () => {
    const at = async (looks: number, sinceMinutes: number | null) => {
      const notSeenSinceMs = sinceMinutes === null ? null : NOW_MS - sinceMinutes * 60_000;
      const { connection } = scriptedX(timeline());
      return lookForPost({ ...POST, looks, notSeenSinceMs }, connection, never);
    };
    const notSeen = (minutes: number) => ({
      type: "not-seen",
      nextLookAtMs: NOW_MS + minutes * 60_000,
      xNowMs: NOW_MS,
      userId: "12",
    });
    expect(await at(0, null)).toEqual(notSeen(1));
    expect(await at(1, 1)).toEqual(notSeen(2));
    expect(await at(2, 3)).toEqual(notSeen(4));
    expect(await at(3, 7)).toEqual(notSeen(6));
    expect(await at(4, 13)).toEqual(notSeen(8));
    expect(await at(5, 21)).toEqual({ type: "surely-absent" });
    // This machine's clock was set meanwhile: by X's, only a moment has passed.
    expect(await at(5, 0)).toEqual({ type: "lookup-inconclusive", similarUrl: null });
  });

  const GONE = { ...POST, looks: 5, notSeenSinceMs: NOW_MS - 21 * 60_000 };
  const unclear = { type: "lookup-inconclusive", similarUrl: null };

  it("proves nothing without X's own time, or where X has more posts to show", async () => {
    const dateless = json({ meta: { result_count: 0 } });
    expect(await lookForPost(GONE, scriptedX(dateless).connection, never)).toEqual(unclear);
    const post = { id: "9", text: "Another", created_at: new Date(NOW_MS).toISOString() };
    const more = json({ data: [post], meta: { result_count: 1, next_token: "a" } }, 200, {
      date: new Date(NOW_MS).toUTCString(),
    });
    expect(await lookForPost(GONE, scriptedX(more).connection, never)).toEqual(unclear);
  });

  it("proves nothing where this machine's clock is so far ahead that it did not go back to the call", async () => {
    const xNowMs = NOW_MS - 59 * 60_000;
    const post = { ...GONE, notSeenSinceMs: xNowMs - 21 * 60_000 };
    expect(await lookForPost(post, scriptedX(timelineAt(xNowMs)).connection, never)).toEqual(
      unclear,
    );
  });

  it.each([-10, 10])(
    "finds the post by its text with a clock that is %i minutes off",
    async (min) => {
      const xNowMs = NOW_MS + min * 60_000;
      const found = timelineAt(xNowMs, { id: "99", text: "A harbour", key: "3_1" });
      expect(await lookForPost(POST, scriptedX(found).connection, never)).toMatchObject({
        type: "created",
        xPostId: "99",
      });
    },
  );

  it("that finds what may be ours or not leaves it to the person, with its address", async () => {
    const similar = { type: "lookup-inconclusive", similarUrl: "https://x.com/ada/status/99" };
    const wordless = timeline({ id: "99", text: "https://t.co/abc", key: "3_1" });
    const post = { ...POST, text: "", looks: 3 };
    expect(await lookForPost(post, scriptedX(wordless).connection, never)).toEqual(similar);
    const longer = timeline({ id: "99", text: "A harbour at dawn", key: "3_1" });
    expect(await lookForPost(POST, scriptedX(longer).connection, never)).toEqual(similar);
  });

  it("takes no other post of ours for this one", async () => {
    await keep({ posts: [postIn("posted", { id: "earlier", xPostId: "98" })] });
    const earlier = timeline({ id: "98", text: "A harbour", key: "3_1" });
    expect(await lookForPost(POST, scriptedX(earlier).connection, never)).toMatchObject({
      type: "not-seen",
    });
  });

  it("for what X calls a repeat asks the person, unless an earlier post of ours explains it", async () => {
    const repeat = { ...GONE, error: jobError("duplicate-post", "post") };
    expect(await lookForPost(repeat, scriptedX(timeline()).connection, never)).toEqual(unclear);
    await keep({ posts: [postIn("posted", { id: "earlier", text: POST.text, xPostId: "98" })] });
    expect(await lookForPost(repeat, scriptedX(timeline()).connection, never)).toEqual({
      type: "surely-absent",
    });
  });

  it("tells nothing where somebody else has signed in since the call, and leaves it to the person", async () => {
    const { connection, calls } = scriptedX();
    expect(await lookForPost({ ...GONE, userId: "34" }, connection, never)).toEqual(unclear);
    expect(calls).toEqual([]);
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
      nextLookAtMs: NOW_MS + 60_000,
    });
  });
});

describe("a look that X does not answer", () => {
  it.each([
    ["no connection", noAnswer],
    ["X in trouble", json({}, 503)],
    ["nothing readable", new Response("<html>")],
    ["problems only", json({ errors: [{ title: "Not Found Error" }] })],
  ])("(%s) is tried again, five times in all", async (_name, answer) => {
    const again = await lookForPost(
      { ...POST, failedLooks: 3 },
      scriptedX(answer).connection,
      never,
    );
    expect(again).toEqual({ type: "look-failed", nextLookAtMs: NOW_MS + 60_000 });
    const last = { ...POST, failedLooks: 4 };
    expect(await lookForPost(last, scriptedX(noAnswer).connection, never)).toEqual({
      type: "lookup-inconclusive",
      similarUrl: null,
    });
  });

  it("for a rate limit of which X tells no end waits for a usual window", async () => {
    expect(await lookForPost(POST, scriptedX(json({}, 429)).connection, never)).toEqual({
      type: "look-failed",
      nextLookAtMs: NOW_MS + 900_000,
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
        similarUrl: null,
      });
    },
  );

  it.each(["signed-out", "no-client-id"] as const)(
    "as the sign-in is lost (%s) is made again after the next one",
    async (code) => {
      const { connection, calls } = scriptedX();
      const error = jobError(code, "sign-in");
      const tokens = { ...connection.tokens, get: () => Promise.reject(new JobFailure(error)) };
      const post = { ...POST, failedLooks: 4 };
      expect(await lookForPost(post, { ...connection, tokens }, never)).toEqual({
        type: "waiting",
        wait: { reason: "sign-in", untilMs: null, attempts: 0, error },
      });
      expect(calls).toEqual([]);
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
