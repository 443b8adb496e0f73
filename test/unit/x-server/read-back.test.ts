import { describe, expect, it } from "vitest";
import { defaultUser } from "../../x-server/x-user";
import { pngBytes } from "./media-samples";
import { uploadWhole } from "./upload-steps";
import { useXServer } from "./use-x-server";

const MINUTE_MS = 60_000;

interface ShownPost {
  text: string;
  created_at?: string;
  note_post?: { text: string };
  note_tweet?: { text: string };
  attachments?: { media_keys: string[] };
}

describe("a post that is read back", () => {
  const x = useXServer({ users: [{ ...defaultUser, subscriptionType: "Premium" }] });
  const timeline = (query = "") =>
    x.api.send(`/2/users/${defaultUser.id}/tweets?${query}`, { token: x.token });
  const post = (json: unknown) => x.api.send("/2/tweets", { token: x.token, json });
  const shown = async (query = ""): Promise<ShownPost | undefined> =>
    (await timeline(query)).json<{ data?: ShownPost[] }>().data?.[0];

  it("has X's links in the place of its own, and three characters escaped", async () => {
    await post({ text: "Boats & <nets> at example.com/a?b=c and https://x.org/" });
    expect((await shown())?.text).toMatch(
      /^Boats &amp; &lt;nets&gt; at https:\/\/t\.co\/\w{10} and https:\/\/t\.co\/\w{10}$/,
    );
  });

  it("says where its links lead, as far as it is asked", async () => {
    await post({ text: "At example.com/a and https://x.org/" });
    expect(await shown("post.fields=created_at")).not.toHaveProperty("entities");
    expect(await shown("post.fields=entities")).toMatchObject({
      entities: {
        urls: [{ expanded_url: "http://example.com/a" }, { expanded_url: "https://x.org/" }],
      },
    });
  });

  it("is cut when it is long; the whole of it comes under the name that is asked for", async () => {
    const text = "Boats at dawn. ".repeat(40).trim();
    await post({ text });
    const cut = await shown("post.fields=created_at");
    expect(cut?.text.length).toBeLessThan(280);
    expect(cut?.text).toMatch(/…$/);
    expect(cut).not.toHaveProperty("note_post");
    expect(await shown("post.fields=note_post")).toMatchObject({ note_post: { text } });
    expect(await shown("tweet.fields=note_tweet")).toMatchObject({ note_tweet: { text } });
  });

  it("leaves out fields that X does not know, without a word", async () => {
    await post({ text: "Boats" });
    const answer = await timeline("post.fields=created_at,shoe_size");
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain("shoe_size");
  });

  it("follows the name of the stranger whom it answers, who has summoned it", async () => {
    const summons = x.server.addStrangerPost({ author: "ada", summons: [defaultUser.username] });
    const aloof = x.server.addStrangerPost({ author: "bob", summons: [] });
    const answer = (id: string) => post({ text: "Quite so", reply: { in_reply_to_tweet_id: id } });
    const refused = await answer(aloof);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain("have not been mentioned or otherwise engaged");
    expect((await answer(summons)).status).toBe(201);
    expect((await shown())?.text).toBe("@ada Quite so");
  });

  it("is missing as long as timelines lag, by X's own clock", async () => {
    x.server.change({ timelineLagMs: 9 * MINUTE_MS });
    await post({ text: "Boats" });
    expect(await shown()).toBeUndefined();
    x.server.change({ clockAheadMs: 10 * MINUTE_MS });
    expect(await shown()).toMatchObject({ text: "Boats" });
  });

  it("bears X's own time, as every answer does", async () => {
    x.server.change({ clockAheadMs: -10 * MINUTE_MS });
    const answer = await post({ text: "Boats" });
    const behindMs = Date.now() - Date.parse(String(answer.headers["date"]));
    expect(behindMs / MINUTE_MS).toBeCloseTo(10, 0);
    const { created_at: createdAt = "" } = (await shown("post.fields=created_at")) ?? {};
    expect((Date.now() - Date.parse(createdAt)) / MINUTE_MS).toBeCloseTo(10, 0);
  });

  it("may bear other media keys than its uploads were given", async () => {
    x.server.change({ keepsMediaKeys: false });
    const id = await uploadWhole(x.api, x.token, pngBytes());
    await post({ text: "Boats", media: { media_ids: [id] } });
    const keys = (await shown("post.fields=attachments"))?.attachments?.media_keys;
    expect(keys).toEqual([`3_9${id}`]);
  });

  it.each([
    ["no data", { meta: { result_count: 0 } }],
    ["empty data", { data: [], meta: { result_count: 0 } }],
    ["no errors", { errors: [], meta: { result_count: 0 } }],
    ["nothing else", { errors: [] }],
  ] as const)("that is none comes as %s", async (emptyTimeline, body) => {
    x.server.change({ emptyTimeline });
    expect((await timeline()).json()).toEqual(body);
  });

  it("is one of more when the list does not hold them all", async () => {
    for (const text of ["1", "2", "3", "4", "5", "6"]) await post({ text });
    expect((await timeline("max_results=5")).json()).toMatchObject({
      meta: { result_count: 5, next_token: expect.any(String) as string },
    });
    expect((await timeline("max_results=6")).text).not.toContain("next_token");
  });
});

describe("an account or an app that X has something against", () => {
  const x = useXServer();
  const post = (text: string) => x.api.send("/2/tweets", { token: x.token, json: { text } });

  it.each([
    [{ accountState: "suspended" }, "problems/user-suspended"],
    [{ accountState: "locked" }, '"code":326'],
    [{ isSpendCapReached: true }, "SpendCapReached"],
  ] as const)("(%j) is refused with 403", async (settings, words) => {
    x.server.change(settings);
    const answer = await post("Boats");
    expect(answer.status).toBe(403);
    expect(answer.text).toContain(words);
    expect(x.server.posts).toEqual([]);
  });

  it("may use one cashtag a post", async () => {
    expect((await post("Long $BOAT and $SEA")).text).toContain("at most one cashtag");
    expect((await post("Long $BOAT, still $boat")).status).toBe(201);
  });
});

describe("the edge", () => {
  const x = useXServer();

  it.each([400, 401, 403, 503])(
    "answers with a page and %i, whatever was asked for",
    async (status) => {
      x.server.addFault({ match: { operation: "token" }, effect: { kind: "htmlBody", status } });
      const answer = await x.api.send("/2/oauth2/token", { form: {} });
      expect(answer.status).toBe(status);
      expect(answer.headers["content-type"]).toContain("text/html");
      expect(answer.text).toContain("Cloudflare");
      expect(x.server.log.at(-1)).toMatchObject({ fault: "htmlBody", status });
    },
  );
});
