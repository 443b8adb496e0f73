import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { coursesOf, effectOf } from "../../answers/courses";
import { judgeCourse, type TimedCall } from "../../answers/judge-answer";
import { readMetAnswers, toMetAnswer } from "../../answers/met-answer";

const call = (operation: TimedCall["operation"], atMs: number, status = 200): TimedCall => ({
  operation,
  atMs,
  status,
});
const refused = (atMs: number): TimedCall => ({
  ...call("createPost", atMs, 403),
  fault: "status",
});
const FINE = {
  state: "posted",
  says: "",
  calls: [call("uploadImage", 0), call("createPost", 1)],
  posts: 1,
  isSignedIn: true,
  endsSignIn: false,
};

describe("a course of a met answer", () => {
  it("is one for each call that it can befall, once where it passes by itself", () => {
    const coursesFor = (fields: object) =>
      coursesOf(toMetAnswer("it", fields)).map(({ operation, times }) => `${operation} ${times}`);
    const html = { headers: { "content-type": "text/html" }, bodyText: "<html>" };
    expect(coursesFor({ call: "any", status: 403, body: { title: "Forbidden" } })).toEqual([
      "uploadImage Infinity",
      "createPost Infinity",
    ]);
    expect(coursesFor({ call: "POST /2/tweets", status: 403, ...html })).toEqual([
      "createPost 1",
      "createPost Infinity",
    ]);
    expect(coursesFor({ call: "STATUS", status: 401, body: {} })).toEqual(["status 1"]);
    const told = { call: "STATUS", status: 500, body: {} };
    expect(coursesFor({ ...told, lasts: "once" })).toEqual(["status 1"]);
    expect(coursesFor({ ...told, lasts: "both" })).toEqual(["status 1", "status Infinity"]);
    expect(() => coursesFor({ call: "POST /2/nowhere", status: 200 })).toThrow("it: X has no");
    expect(() => coursesFor({ status: 200 })).toThrow("it: says no call");
  });

  it("tells moments by X's clock", () => {
    const body = { data: [{ created_at: "NOW+2" }] };
    const answer = toMetAnswer("it", { call: "GET /2/users/1/tweets", status: 200, body });
    expect(effectOf(answer, 0)).toMatchObject({
      body: { data: [{ created_at: "1970-01-01T00:00:02.000Z" }] },
    });
  });

  it("can be made of every answer that stands here", () => {
    const folder = fileURLToPath(new URL("../../answers/met", import.meta.url));
    const answers = readMetAnswers(folder);
    expect(answers.length).toBeGreaterThan(10);
    for (const answer of answers) expect(coursesOf(answer)).not.toEqual([]);
  });
});

describe("a course breaks a rule", () => {
  it.each<[string, Partial<Parameters<typeof judgeCourse>[0]>, string]>([
    ["when the sign-in is gone", { isSignedIn: false }, "the sign-in is gone"],
    ["when a sign-in goes on that X has ended", { endsSignIn: true }, "the sign-in is still there"],
    ["with a second post", { posts: 2 }, "posted twice"],
    [
      "with a call that X refuses as a repeat",
      { calls: [{ ...call("createPost", 0, 403), isDuplicate: true }] },
      "called again for a post that existed",
    ],
    ["without a sentence", { state: "failed" }, "no sentence"],
    [
      "with two calls that cost money within a minute",
      { calls: [call("timeline", 0), call("timeline", 58_000)] },
      "timeline twice within a minute",
    ],
    [
      "with too many calls",
      { calls: Array.from({ length: 13 }, (_, nth) => call("token", nth)) },
      "token 13 times",
    ],
  ])("%s", (_name, change, broken) => {
    expect(judgeCourse({ ...FINE, ...change })).toEqual([broken]);
  });

  it.each<[string, Partial<Parameters<typeof judgeCourse>[0]>]>([
    ["all is well", {}],
    ["a good token was refused once", { calls: [refused(0), call("createPost", 100)] }],
    ["it failed, with a sentence", { state: "failed", says: "X has refused this.", posts: 0 }],
    [
      "X has ended the sign-in",
      { isSignedIn: false, endsSignIn: true, state: "publishing", says: "Sign in.", posts: 0 },
    ],
    ["it looks once a minute", { calls: [call("timeline", 0), call("timeline", 60_000)] }],
  ])("none where %s", (_name, change) => {
    expect(judgeCourse({ ...FINE, ...change })).toEqual([]);
  });
});
