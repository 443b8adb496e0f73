import { describe, expect, it } from "vitest";
import { ERROR_CODES } from "../../../lib/errors/error-codes";
import { JobFailure, jobError } from "../../../lib/errors/job-error";
import { createPost, mayHaveTakenEffect } from "../../../lib/x/create-post";
import { NO_POST_OPTIONS, type PostOptions } from "../../../lib/jobs/post-options";
import { json, never, scriptedX } from "./scripted-x";

const POST = {
  text: "Hello",
  mediaIds: ["77", "78"],
  options: NO_POST_OPTIONS,
  answersXPostId: null,
};

describe("creating a post", () => {
  it("sends text and media, and nothing that X's schema forbids", async () => {
    const { connection, calls } = scriptedX(json({ data: { id: "99", text: "Hello" } }, 201));
    expect(await createPost(connection, POST, never)).toEqual({ xPostId: "99" });
    expect(JSON.parse(String(calls[0]?.init.body))).toEqual({
      text: "Hello",
      media: { media_ids: ["77", "78"] },
    });
  });

  it("leaves out what is empty", async () => {
    const { connection, calls } = scriptedX(
      json({ data: { id: "99" } }),
      json({ data: { id: "9" } }),
    );
    await createPost(connection, { ...POST, text: "", mediaIds: ["77"] }, never);
    await createPost(connection, { ...POST, mediaIds: [] }, never);
    expect(calls.map((call) => JSON.parse(String(call.init.body)))).toEqual([
      { media: { media_ids: ["77"] } },
      { text: "Hello" },
    ]);
  });

  it.each<[Partial<PostOptions>, object]>([
    [{ replySettings: "following" }, { reply_settings: "following" }],
    [{ replySettings: "mentionedUsers" }, { reply_settings: "mentionedUsers" }],
    [{ madeWithAi: true }, { made_with_ai: true }],
    [{ paidPartnership: true }, { paid_partnership: true }],
    [
      { replyLink: "https://x.com/someone/status/1234?s=20" },
      { reply: { in_reply_to_tweet_id: "1234" } },
    ],
    // X takes over who can answer from the post that is answered, and refuses both.
    [{ replyLink: "1234", replySettings: "verified" }, { reply: { in_reply_to_tweet_id: "1234" } }],
    // Told with the media: X has no such field here.
    [{ sensitive: ["other"] }, {}],
  ])("with the options %j sends %j beside text and media", async (chosen, fields) => {
    const { connection, calls } = scriptedX(json({ data: { id: "99" } }));
    const options = { ...NO_POST_OPTIONS, ...chosen };
    await createPost(connection, { ...POST, options }, never);
    expect(JSON.parse(String(calls[0]?.init.body))).toEqual({
      text: "Hello",
      media: { media_ids: ["77", "78"] },
      ...fields,
    });
  });

  it("answers the post before it in a thread, whatever its own options say of answering", async () => {
    const { connection, calls } = scriptedX(json({ data: { id: "99" } }));
    const options = { ...NO_POST_OPTIONS, replyLink: "1234", replySettings: "verified" } as const;
    await createPost(connection, { ...POST, options, answersXPostId: "98" }, never);
    expect(JSON.parse(String(calls[0]?.init.body))).toEqual({
      text: "Hello",
      media: { media_ids: ["77", "78"] },
      reply: { in_reply_to_tweet_id: "98" },
    });
  });

  it("takes errors beside the data for what they are: the post exists", async () => {
    const body = { data: { id: "99", text: "" }, errors: [{ title: "Not Found" }] };
    const { connection } = scriptedX(json(body, 201));
    expect(await createPost(connection, POST, never)).toEqual({ xPostId: "99" });
  });

  it.each([
    ["", 201],
    ["<html>Created</html>", 200],
    ['{"data":{"id":"9', 201],
    ['{"data":{"id":99}}', 201],
    ['{"data":{"id":"../../evil"}}', 201],
    ['{"data":[]}', 201],
  ])("with the answer %j is not known to have worked, nor to have failed", async (body, status) => {
    const { connection } = scriptedX(new Response(body, { status }));
    const failure = await createPost(connection, POST, never).catch((error: unknown) => error);
    if (!(failure instanceof JobFailure)) throw new Error("Expected a failure");
    expect(failure.error.code).toBe("unreadable-answer");
    expect(mayHaveTakenEffect(failure)).toBe(true);
  });
});

describe("a failed call", () => {
  const OPEN = ["network", "x-unavailable", "unreadable-answer"];

  for (const code of ERROR_CODES) {
    it(`${code}: ${OPEN.includes(code) ? "may have" : "has not"} made the post`, () => {
      expect(mayHaveTakenEffect(new JobFailure(jobError(code, "post")))).toBe(OPEN.includes(code));
    });
  }

  it("that failed in renewing the token has not made the post: it never went out", () => {
    for (const code of ["network", "x-unavailable", "unreadable-answer"] as const) {
      expect(mayHaveTakenEffect(new JobFailure(jobError(code, "sign-in")))).toBe(false);
    }
  });
});
