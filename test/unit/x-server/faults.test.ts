import { describe, expect, it } from "vitest";
import type { FaultEffect } from "../../x-server/fault-rules";
import { mp4Bytes } from "./media-samples";
import { append, finalize, initialize } from "./upload-steps";
import { useXServer } from "./use-x-server";

describe("faults to order", () => {
  const x = useXServer();
  const post = (text = "Look", signal?: AbortSignal) =>
    x.api.send("/2/tweets", { token: x.token, json: { text }, ...(signal && { signal }) });
  const order = (effect: FaultEffect) =>
    x.server.addFault({ match: { operation: "createPost" }, effect });

  it.each([
    ["resetBefore", 0],
    ["resetAfter", 1],
  ] as const)("%s breaks the stream with %i posts made", async (kind, posts) => {
    order({ kind });
    await expect(post()).rejects.toThrow("INTERNAL_ERROR");
    expect(x.server.posts).toHaveLength(posts);
    expect(x.server.log).toMatchObject([{ operation: "createPost", outcome: "reset" }]);
    expect((await post("Next")).status).toBe(201);
  });

  it.each([
    ["before", 0],
    ["after", 1],
  ] as const)("noAnswer %s the effect stays silent with %i posts made", async (when, posts) => {
    order({ kind: "noAnswer", when });
    const giveUp = new AbortController();
    const answer = post("Look", giveUp.signal);
    await x.server.waitForLog(({ outcome }) => outcome === "silenced");
    giveUp.abort();
    await expect(answer).rejects.toThrow("aborted");
    expect(x.server.posts).toHaveLength(posts);
  });

  it("answers with any status, body and headers, before or after the effect", async () => {
    order({ kind: "status", status: 503, body: "busy", headers: { "retry-after": "7" } });
    order({ kind: "status", status: 500, body: { code: 131 }, when: "after" });
    const first = await post();
    expect([first.status, first.text, first.headers["retry-after"]]).toEqual([503, "busy", "7"]);
    expect(x.server.posts).toHaveLength(0);
    expect((await post()).json()).toEqual({ code: 131 });
    expect(x.server.posts).toHaveLength(1);
  });

  it("answers with HTML, with cut JSON, with nothing", async () => {
    order({ kind: "htmlBody" });
    order({ kind: "cutJson" });
    order({ kind: "emptyBody", status: 201 });
    const html = await post("1");
    expect([html.status, html.headers["content-type"]]).toEqual([503, "text/html; charset=utf-8"]);
    const cut = await post("2");
    expect(cut.status).toBe(201);
    expect(cut.json).toThrow("JSON");
    const empty = await post("3");
    expect([empty.status, empty.text]).toEqual([201, ""]);
    expect(x.server.posts.map(({ text }) => text)).toEqual(["2"]);
  });

  it("befalls the nth request, so many times, and only what it names", async () => {
    x.server.addFault({
      match: { operation: "append", segmentIndex: 1, nth: 2 },
      times: 2,
      effect: { kind: "status", status: 500 },
    });
    const mediaId = (await initialize(x.api, x.token, {})).json().data.id;
    const statuses: number[] = [];
    for (const index of [0, 1, 0, 1, 1, 1]) {
      const answer = await append(x.api, x.token, mediaId, index, Buffer.alloc(10));
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([200, 200, 200, 500, 500, 200]);
    expect(x.server.media(mediaId)?.segments).toEqual({ 0: 2, 1: 2 });
  });
});

describe("holding an operation", () => {
  const x = useXServer();
  const begin = async () => (await initialize(x.api, x.token, {})).json().data.id;

  it("stops it before any effect until released", async () => {
    const hold = x.server.hold({ operation: "append", segmentIndex: 1 });
    const mediaId = await begin();
    const media = mp4Bytes();
    await append(x.api, x.token, mediaId, 0, media.subarray(0, 1000));
    const held = append(x.api, x.token, mediaId, 1, media.subarray(1000));
    await hold.reached;
    expect(x.server.media(mediaId)?.segments).toEqual({ 0: 1 });
    expect(x.server.log.at(-1)).toMatchObject({ segmentIndex: 1, outcome: "open" });
    hold.release();
    expect((await held).status).toBe(200);
    expect((await finalize(x.api, x.token, mediaId)).status).toBe(200);
  });

  it("stops it after its effect, and breaks it off without an answer", async () => {
    const hold = x.server.hold({ operation: "createPost" }, "after");
    const held = x.api.send("/2/tweets", { token: x.token, json: { text: "a" } });
    await hold.reached;
    expect(x.server.posts).toHaveLength(1);
    expect(x.server.log).toMatchObject([{ operation: "createPost", outcome: "open" }]);
    hold.drop();
    await expect(held).rejects.toThrow("INTERNAL_ERROR");
    const next = await x.api.send("/2/tweets", { token: x.token, json: { text: "b" } });
    expect(next.status).toBe(201);
  });

  it("drops what waits when the server is reset", async () => {
    const hold = x.server.hold({ operation: "createPost" });
    const held = x.api.send("/2/tweets", { token: x.token, json: { text: "a" } });
    await hold.reached;
    x.server.reset();
    await expect(held).rejects.toThrow("INTERNAL_ERROR");
    expect(x.server.posts).toEqual([]);
  });

  it("logs a request whose sender went away as aborted", async () => {
    const hold = x.server.hold({ operation: "append" });
    const mediaId = await begin();
    const giveUp = new AbortController();
    const held = x.api.send(`/2/media/upload/${mediaId}/append`, {
      token: x.token,
      json: { media: "AAAA", segment_index: 0 },
      signal: giveUp.signal,
    });
    await hold.reached;
    giveUp.abort();
    await expect(held).rejects.toThrow("aborted");
    await x.server.waitForLog(({ outcome }) => outcome === "aborted");
    hold.release();
  });
});
