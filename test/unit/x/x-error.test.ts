import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ERROR_CODES, type ErrorCode } from "../../../lib/errors/error-codes";
import type { Stage } from "../../../lib/errors/job-error";
import { readServerAnswer } from "../../../lib/x/server-answer";
import { classifyTokenFailure, isGrantGone } from "../../../lib/x/token-failure";
import { classifyFailure } from "../../../lib/x/x-error";

const NOW_MS = 1_800_000_000_000;
const DAY_MS = 86_400_000;

const answer = (httpStatus: number, body: unknown, headers: Record<string, string> = {}) => ({
  httpStatus,
  headers: new Headers(headers),
  bodyText: typeof body === "string" ? body : JSON.stringify(body),
});

const forbidden = (detail: string) => ({ title: "Forbidden", type: "about:blank", detail });
const problem = (name: string, rest: object = {}) => ({
  type: `https://api.x.com/2/problems/${name}`,
  ...rest,
});
const invalidRequest = (message: string, parameters: object = {}) => ({
  errors: [{ parameters, message }],
  title: "Invalid Request",
  detail: "One or more parameters to your request was invalid.",
  type: "https://api.twitter.com/2/problems/invalid-request",
});

describe("what X answers to a call", () => {
  it.each<[number, unknown, Stage, ErrorCode]>([
    [
      400,
      invalidRequest("Your media IDs are invalid.", { "media.media_ids": ["19"] }),
      "post",
      "media-refused",
    ],
    [400, { code: 324, message: "Your media IDs are invalid." }, "post", "media-refused"],
    [
      400,
      invalidRequest("$.media.media_ids: string found, array expected"),
      "post",
      "invalid-request",
    ],
    [400, invalidRequest("BadRequest: Not found"), "processing", "invalid-request"],
    [400, "media type unrecognized", "upload", "invalid-request"],
    [400, invalidRequest("Your Tweet text is too long. For more…"), "post", "text-too-long"],
    [403, forbidden("Your Tweet text is too long."), "post", "text-too-long"],
    [
      401,
      { title: "Unauthorized", type: "about:blank", status: 401, detail: "Unauthorized" },
      "upload",
      "signed-out",
    ],
    [402, { title: "CreditsDepleted", ...problem("credits") }, "post", "no-credits"],
    [402, "", "upload", "no-credits"],
    [403, { title: "CreditsDepleted", ...problem("credits") }, "post", "no-credits"],
    [
      403,
      forbidden("You are not allowed to create a Tweet with duplicate content."),
      "post",
      "duplicate-post",
    ],
    [
      403,
      forbidden("This user is not allowed to post a video longer than 2 minutes."),
      "post",
      "tier-limit",
    ],
    [
      403,
      forbidden("This user is not allowed to post a video longer than 2 minutes."),
      "upload",
      "tier-limit",
    ],
    [403, problem("unsupported-authentication"), "post", "signed-out"],
    [
      403,
      { reason: "client-not-enrolled", ...problem("client-forbidden") },
      "post",
      "not-enrolled",
    ],
    [403, problem("client-forbidden"), "upload", "not-enrolled"],
    [403, forbidden("Forbidden"), "upload", "refused"],
    [403, forbidden("Forbidden"), "processing", "refused"],
    [403, forbidden("Forbidden"), "alt-text", "refused"],
    [403, { title: "SpendCapReached", detail: "…" }, "post", "spend-cap"],
    [403, { title: "Forbidden", detail: "Your spend cap was reached." }, "upload", "spend-cap"],
    [403, { detail: "The limit of this billing cycle is reached." }, "post", "spend-cap"],
    [403, { title: "SpendCapReached", ...problem("credits") }, "post", "spend-cap"],
    [403, forbidden("You are not permitted to perform this action."), "post", "refused"],
    [403, forbidden("Something that nobody has met yet."), "post", "refused"],
    [403, "", "post", "refused"],
    [403, forbidden("A post may hold one cashtag at most."), "post", "too-many-cashtags"],
    [
      403,
      { title: "Forbidden", ...problem("user-suspended"), detail: "The user used is suspended" },
      "upload",
      "account-suspended",
    ],
    [
      403,
      { errors: [{ code: 64, message: "Your account is suspended." }] },
      "post",
      "account-suspended",
    ],
    [
      403,
      { errors: [{ code: 326, message: "To protect our users, this account is locked." }] },
      "upload",
      "account-locked",
    ],
    [
      403,
      forbidden("Crypto addresses are prohibited for the first 7 days after authentication."),
      "post",
      "crypto-address",
    ],
    [
      403,
      forbidden(
        "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.",
      ),
      "post",
      "reply-refused",
    ],
    [
      403,
      { detail: "Your client app is not configured with the appropriate oauth1 app permissions." },
      "post",
      "not-permitted",
    ],
    [403, problem("oauth1-permissions"), "post", "not-permitted"],
    [400, "<html><h1>400 Bad Request</h1><hr>cloudflare</html>", "upload", "x-unavailable"],
    [401, "<html><h1>Unauthorized</h1></html>", "upload", "x-unavailable"],
    [403, "<!DOCTYPE html><h1>Sorry, you have been blocked</h1>", "post", "x-unavailable"],
    [403, "error code: 1020", "post", "x-unavailable"],
    [404, "<html></html>", "upload", "x-unavailable"],
    [413, "<html><h1>Request Entity Too Large</h1></html>", "upload", "payload-too-large"],
    [429, "<html>Too many</html>", "upload", "rate-limited"],
    [404, problem("resource-not-found"), "upload", "invalid-request"],
    [408, "", "upload", "x-unavailable"],
    [409, {}, "post", "invalid-request"],
    [413, "", "upload", "payload-too-large"],
    [431, "", "upload", "payload-too-large"],
    [429, { title: "Too Many Requests", type: "about:blank", status: 429 }, "post", "rate-limited"],
    [429, { title: "UsageCapExceeded", ...problem("usage-capped") }, "post", "usage-capped"],
    [429, "", "upload", "rate-limited"],
    [500, {}, "post", "x-unavailable"],
    [502, "<html><body><h1>Bad gateway</h1></body></html>", "upload", "x-unavailable"],
    [503, "", "post", "x-unavailable"],
    [504, '{"title":"Gate', "post", "x-unavailable"],
  ])("%i %j at %s is %s", (httpStatus, body, stage, code) => {
    const error = classifyFailure(answer(httpStatus, body), stage, NOW_MS);
    expect(error).toMatchObject({ code, stage, server: { httpStatus } });
  });

  it("of any status and any body is named, without an exception", () => {
    const anyBody = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.jsonValue().map((value) => JSON.stringify(value)),
      fc
        .record({ errors: fc.jsonValue(), title: fc.jsonValue(), type: fc.jsonValue() })
        .map((value) => JSON.stringify(value)),
      fc
        .tuple(fc.jsonValue(), fc.nat(50))
        .map(([value, cut]) => JSON.stringify(value).slice(0, cut)),
      fc.constantFrom("<html>", "<script>".repeat(500), "{}", "[]", "null", "", "\uFEFF{}"),
    );
    const anyStage = fc.constantFrom<Stage>("upload", "processing", "alt-text", "post", "sign-in");
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), anyBody, anyStage, (status, body, stage) => {
        for (const error of [
          classifyFailure(answer(status, body), stage, NOW_MS),
          classifyTokenFailure(answer(status, body), NOW_MS),
        ]) {
          expect(ERROR_CODES).toContain(error.code);
          for (const said of Object.values(error.server ?? {})) {
            if (typeof said === "string") expect(said.length).toBeLessThanOrEqual(1000);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("a server in trouble is not called again before", () => {
  const retryAtMs = (headers: Record<string, string>, httpStatus = 503) =>
    classifyFailure({ httpStatus, headers: new Headers(headers), bodyText: "" }, "upload", NOW_MS)
      .retryAtMs;

  it("the seconds of Retry-After, or its moment by X's clock, are over", () => {
    expect(retryAtMs({ "retry-after": "120" })).toBe(NOW_MS + 120_000);
    expect(retryAtMs({ "retry-after": "120" }, 500)).toBe(NOW_MS + 120_000);
    const date = new Date(NOW_MS + 600_000).toUTCString();
    const moment = new Date(NOW_MS + 660_000).toUTCString();
    expect(retryAtMs({ date, "retry-after": moment })).toBe(NOW_MS + 60_000);
  });

  it("a usual window is over where it names more, and never where it names nothing usable", () => {
    expect(retryAtMs({ "retry-after": "86400" })).toBe(NOW_MS + 900_000);
    expect(retryAtMs({ "retry-after": "soon" })).toBeNull();
    expect(retryAtMs({})).toBeNull();
  });
});

describe("a rate limit ends", () => {
  const resetSecs = NOW_MS / 1000 + 600;
  const dayResetSecs = NOW_MS / 1000 + 40_000;

  it.each<[string, Record<string, string>, number]>([
    [
      "when the window of 15 minutes does",
      { "x-rate-limit-remaining": "0", "x-rate-limit-reset": String(resetSecs) },
      resetSecs * 1000,
    ],
    [
      "when that window does, though X does not tell what remains of it",
      { "x-rate-limit-reset": String(resetSecs) },
      resetSecs * 1000,
    ],
    [
      "when the person's day does, as calls remain in the short window",
      {
        "x-rate-limit-remaining": "80",
        "x-rate-limit-reset": String(resetSecs),
        "x-user-limit-24hour-remaining": "0",
        "x-user-limit-24hour-reset": String(dayResetSecs),
      },
      dayResetSecs * 1000,
    ],
    [
      "when the app's day does, as the person has calls left",
      {
        "x-rate-limit-remaining": "80",
        "x-user-limit-24hour-remaining": "5",
        "x-user-limit-24hour-reset": String(resetSecs),
        "x-app-limit-24hour-remaining": "0",
        "x-app-limit-24hour-reset": String(dayResetSecs),
      },
      dayResetSecs * 1000,
    ],
    ["after the seconds of Retry-After", { "retry-after": "30" }, NOW_MS + 30_000],
    [
      "at the moment of Retry-After, by X's own clock",
      {
        date: new Date(NOW_MS + 600_000).toUTCString(),
        "retry-after": new Date(NOW_MS + 7_800_000).toUTCString(),
      },
      NOW_MS + 7_200_000,
    ],
    [
      "with the last of the windows that are used up",
      {
        "x-rate-limit-remaining": "0",
        "x-rate-limit-reset": String(resetSecs),
        "x-user-limit-24hour-remaining": "0",
        "x-user-limit-24hour-reset": String(dayResetSecs),
      },
      dayResetSecs * 1000,
    ],
    [
      "by X's clock, however wrong this machine's is",
      {
        "x-rate-limit-remaining": "0",
        "x-rate-limit-reset": String(resetSecs),
        date: new Date(NOW_MS + 540_000).toUTCString(),
      },
      NOW_MS + 60_000,
    ],
    ["after a usual window where X tells nothing", {}, NOW_MS + 900_000],
    [
      "after a usual window where calls are said to be left",
      { "x-rate-limit-remaining": "80", "x-rate-limit-reset": String(resetSecs) },
      NOW_MS + 900_000,
    ],
    [
      "after a usual window where the end that X names is over",
      { "x-rate-limit-remaining": "0", "x-rate-limit-reset": String(NOW_MS / 1000 - 5) },
      NOW_MS + 900_000,
    ],
    ["at a time that nobody can read", { "x-rate-limit-reset": "soon" }, NOW_MS + 900_000],
    ["at a time that nobody can read (negative)", { "retry-after": "-5" }, NOW_MS + 900_000],
  ])("%s", (_when, headers, retryAtMs) => {
    const error = classifyFailure(answer(429, "", headers), "post", NOW_MS);
    expect(error).toMatchObject({ code: "rate-limited", retryAtMs });
  });

  it("within a day at the latest, whatever a header says", () => {
    const anyNumber = fc.oneof(
      fc.double().map(String),
      fc.nat().map(String),
      fc.constantFrom("1e308", String(NOW_MS), "99999999999999999999", "0", ""),
    );
    fc.assert(
      fc.property(anyNumber, anyNumber, (reset, after) => {
        const headers = { "x-rate-limit-reset": reset, "retry-after": after };
        const { retryAtMs } = classifyFailure(answer(429, "", headers), "post", NOW_MS);
        expect(retryAtMs).toBeGreaterThan(NOW_MS);
        expect(retryAtMs).toBeLessThanOrEqual(NOW_MS + DAY_MS);
      }),
    );
  });

  it("only for a rate limit: a spent month is not waited for", () => {
    const headers = { "x-rate-limit-reset": String(resetSecs) };
    const capped = classifyFailure(answer(429, problem("usage-capped"), headers), "post", NOW_MS);
    expect(capped).toMatchObject({ code: "usage-capped", retryAtMs: null });
  });
});

describe("what the token endpoint answers", () => {
  const refusal = (error: string) => ({ error, error_description: "Because." });

  it.each<[number, unknown, ErrorCode]>([
    [400, refusal("invalid_request"), "sign-in-failed"],
    [400, refusal("invalid_grant"), "sign-in-failed"],
    [400, refusal("invalid_scope"), "sign-in-failed"],
    [400, refusal("invalid_client"), "client-id-rejected"],
    [401, refusal("invalid_client"), "client-id-rejected"],
    [400, refusal("unauthorized_client"), "client-confidential"],
    [401, refusal("unauthorized_client"), "client-confidential"],
    [429, refusal("rate_limited"), "rate-limited"],
    [429, "slow down", "rate-limited"],
    [400, refusal("rate_limited"), "rate-limited"],
    [503, refusal("temporarily_unavailable"), "x-unavailable"],
    [500, "", "x-unavailable"],
    // Whoever does not speak OAuth's JSON is not the token endpoint.
    [400, "", "x-unavailable"],
    [401, "", "x-unavailable"],
    [401, { title: "Unauthorized", type: "about:blank", status: 401 }, "x-unavailable"],
    [400, "<html><h1>400 Bad Request</h1><hr>cloudflare</html>", "x-unavailable"],
    [401, "<html></html>", "x-unavailable"],
    // An edge server in the way, not X's word about the grant.
    [403, "<html><body>Attention required!</body></html>", "x-unavailable"],
    [404, "", "x-unavailable"],
    [413, "", "x-unavailable"],
  ])("%i %j is %s", (httpStatus, body, code) => {
    expect(classifyTokenFailure(answer(httpStatus, body), NOW_MS).code).toBe(code);
  });
});

describe("a grant is gone", () => {
  const refusal = (error: string, description: string) =>
    classifyTokenFailure(answer(400, { error, error_description: description }), NOW_MS);

  it("where OAuth says so of this grant", () => {
    expect(isGrantGone(refusal("invalid_grant", "Gone."))).toBe(true);
    const ofToken = "Value passed for the token was invalid.";
    expect(isGrantGone(refusal("invalid_request", ofToken))).toBe(true);
  });

  it.each([
    ["invalid_request", "Missing required parameter [client_id]."],
    ["invalid_scope", "No such scope."],
    ["invalid_client", "Value passed for the client was invalid."],
    ["unauthorized_client", "Missing valid authorization header"],
    ["temporarily_unavailable", "Value passed for the token was invalid."],
  ])("not where it speaks of something else: %s, %s", (error, description) => {
    expect(isGrantGone(refusal(error, description))).toBe(false);
  });

  it("not by the words of any other answer", () => {
    const page = "<html>invalid_grant: Value passed for the token was invalid.</html>";
    expect(isGrantGone(classifyTokenFailure(answer(400, page), NOW_MS))).toBe(false);
    const problemOfApi = { title: "Unauthorized", detail: "token" };
    expect(isGrantGone(classifyTokenFailure(answer(401, problemOfApi), NOW_MS))).toBe(false);
  });
});

describe("a spending limit", () => {
  it("is named with the day on which it begins anew", () => {
    const body = {
      account_id: 1,
      title: "SpendCapReached",
      detail: "Your enrolled account [1] has reached its billing cycle spend cap.",
      reset_date: "2026-05-13",
      ...problem("credits"),
    };
    expect(classifyFailure(answer(403, body), "post", NOW_MS)).toMatchObject({
      code: "spend-cap",
      details: { resetDate: "2026-05-13" },
    });
    const unreadable = { ...body, reset_date: 7 };
    expect(classifyFailure(answer(403, unreadable), "post", NOW_MS).details).toEqual({});
  });
});

describe("X's own words", () => {
  it("are kept, the useful ones first", () => {
    const body = invalidRequest("Your media IDs are invalid.");
    const headers = { "x-transaction-id": "abc123" };
    expect(readServerAnswer(answer(400, body, headers))).toEqual({
      httpStatus: 400,
      code: null,
      name: null,
      title: "Invalid Request",
      detail: "One or more parameters to your request was invalid.",
      message: "Your media IDs are invalid.",
      problem: "invalid-request",
      transactionId: "abc123",
    });
  });

  it.each([
    [
      { code: 187, message: "Duplicate" },
      { code: "187", message: "Duplicate" },
    ],
    [{ errors: [{ code: 187, message: "Duplicate" }] }, { code: "187", message: "Duplicate" }],
    [
      { error: "invalid_grant", error_description: "Gone" },
      { code: "invalid_grant", message: "Gone" },
    ],
    ["media type unrecognized", { message: "media type unrecognized" }],
    [
      "<html><style>h1{}</style><h1>Over\n capacity</h1><script>x()</script></html>",
      { message: "Over capacity" },
    ],
    ['{"title":"Cut', { message: null, title: null }],
    ["", { message: null }],
    [{ type: "about:blank" }, { problem: null }],
    [
      { errors: "none", title: 5 },
      { title: "5", message: null },
    ],
    [[1, 2], { message: null }],
  ])("are found in %j", (body, words) => {
    expect(readServerAnswer(answer(400, body))).toMatchObject(words);
  });

  it("of megabytes cost no time and little room", () => {
    // What grows with the square of the length would take hours; a busy machine takes seconds.
    for (const body of ["x".repeat(5_000_000), "<".repeat(5_000_000), "[".repeat(1_000_000)]) {
      const began = performance.now();
      const { message } = readServerAnswer(answer(500, body));
      expect((message ?? "").length).toBeLessThanOrEqual(1000);
      expect(performance.now() - began).toBeLessThan(10_000);
    }
  });
});
