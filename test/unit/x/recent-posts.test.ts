import { describe, expect, it } from "vitest";
import { listRecentPosts } from "../../../lib/x/recent-posts";
import { json, never, scriptedX } from "./scripted-x";

const SINCE_MS = Date.parse("2026-11-03T10:00:00Z");

const list = (answer: Response) =>
  listRecentPosts(scriptedX(answer).connection, "12", SINCE_MS, never);
const postsOf = async (answer: Response) => (await list(answer)).posts;

describe("the account's newest posts", () => {
  it("are asked for since a moment, with their times and media", async () => {
    const { connection, calls } = scriptedX(json({ meta: { result_count: 0 } }));
    await listRecentPosts(connection, "12", SINCE_MS, never);
    const url = new URL(calls[0]?.url ?? "");
    expect(url.pathname).toBe("/2/users/12/tweets");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      max_results: "20",
      start_time: "2026-11-03T10:00:00.000Z",
      "post.fields": "created_at,attachments,entities,note_post",
    });
  });

  it("are read with text, media keys and time, as far as X tells", async () => {
    const data = [
      {
        id: "99",
        text: "Boats",
        created_at: "2026-11-03T10:00:05.000Z",
        attachments: { media_keys: ["3_1", 5] },
      },
      { id: "98", text: "" },
    ];
    expect(await postsOf(json({ data, meta: { result_count: 2 } }))).toEqual([
      { xPostId: "99", text: "Boats", mediaKeys: ["3_1"], links: [], createdAtMs: SINCE_MS + 5000 },
      { xPostId: "98", text: "", mediaKeys: [], links: [], createdAtMs: null },
    ]);
  });

  it("are read with where their short links lead, without those of their own media", async () => {
    const urls = [
      { url: "https://t.co/a", expanded_url: "http://example.com" },
      { url: "https://t.co/b", expanded_url: "https://x.com/ada/status/99/photo/1" },
      { url: "https://t.co/c", expanded_url: 5 },
      null,
    ];
    const data = [{ id: "99", text: "", entities: { urls } }];
    expect(await postsOf(json({ data }))).toMatchObject([{ links: ["http://example.com"] }]);
  });

  it.each([
    [{ meta: { result_count: 0 } }],
    [{ data: [], meta: { result_count: 0 } }],
    [{ data: null, meta: { result_count: 0 } }],
    [{ errors: [], meta: { result_count: 0 } }],
    [{ data: [], errors: [] }],
    [{ errors: [] }],
    [{ data: [] }],
  ])("are none when X says so, in any of its forms: %j", async (body) => {
    expect(await postsOf(json(body))).toEqual([]);
  });

  it.each(["note_post", "note_tweet"])(
    "are read whole where X shows them cut (%s)",
    async (name) => {
      const whole = "A long post. ".repeat(40);
      const post = {
        id: "99",
        text: `${whole.slice(0, 279)}… https://t.co/a`,
        [name]: { text: whole },
      };
      expect(await postsOf(json({ data: [post] }))).toMatchObject([{ text: whole }]);
    },
  );

  it("come with X's own time, where it tells", async () => {
    const none = { meta: { result_count: 0 } };
    const date = new Date(SINCE_MS).toUTCString();
    expect((await list(json(none, 200, { date }))).xNowMs).toBe(SINCE_MS);
    expect((await list(json(none))).xNowMs).toBeNull();
    expect((await list(json(none, 200, { date: "soon" }))).xNowMs).toBeNull();
  });

  it("are not all of them where X has more", async () => {
    const post = { id: "99", text: "Boats" };
    expect((await list(json({ data: [post] }))).isWhole).toBe(true);
    const more = { data: [post], meta: { result_count: 1, next_token: "abc" } };
    expect((await list(json(more))).isWhole).toBe(false);
    expect((await list(json({ data: Array.from({ length: 20 }, () => post) }))).isWhole).toBe(
      false,
    );
  });

  it.each([
    ["an empty answer", new Response("")],
    ["an edge server's page", new Response("<html>Welcome</html>")],
    ["a cut answer", new Response('{"data":[{"id":"9')],
    ["problems in place of posts", json({ errors: [{ title: "Not Found Error" }] })],
    ["posts that are none", json({ data: [{ id: 5 }], meta: { result_count: 1 } })],
    ["posts of another shape", json({ data: { id: "5" } })],
  ])("are not known from %s: that our post is not there cannot be told", async (_name, answer) => {
    await expect(list(answer)).rejects.toMatchObject({ error: { code: "unreadable-answer" } });
  });
});
