import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ERROR_CODES, type ErrorCode, type Stage } from "../../../lib/errors/job-error";
import { readServerAnswer } from "../../../lib/x/server-answer";
import { classifyFailure, classifyTokenFailure } from "../../../lib/x/x-error";

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
    [403, forbidden("Forbidden"), "upload", "scope-missing"],
    [403, forbidden("Forbidden"), "processing", "scope-missing"],
    [403, forbidden("Forbidden"), "alt-text", "scope-missing"],
    [403, { title: "SpendCapReached", detail: "…" }, "post", "spend-cap"],
    [403, { title: "Forbidden", detail: "Your spend cap was reached." }, "upload", "spend-cap"],
    [403, { detail: "The limit of this billing cycle is reached." }, "post", "spend-cap"],
    [403, forbidden("You are not permitted to perform this action."), "post", "not-permitted"],
    [403, forbidden("A post may hold one cashtag at most."), "post", "not-permitted"],
    [403, "", "post", "not-permitted"],
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
          classifyTokenFailure(answer(status, body)),
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

describe("a rate limit ends", () => {
  const resetSecs = NOW_MS / 1000 + 600;
  const dayResetSecs = NOW_MS / 1000 + 40_000;

  it.each<[string, Record<string, string>, number | null]>([
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
    ["at a time that X does not tell", {}, null],
    ["at a time that nobody can read", { "x-rate-limit-reset": "soon" }, null],
    ["at a time that nobody can read (negative)", { "retry-after": "-5" }, null],
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
        if (retryAtMs !== null) expect(retryAtMs).toBeLessThanOrEqual(NOW_MS + DAY_MS);
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
    [429, refusal("rate_limited"), "x-unavailable"],
    [503, refusal("temporarily_unavailable"), "x-unavailable"],
    [500, "", "x-unavailable"],
    [400, "", "sign-in-failed"],
    [401, "", "sign-in-failed"],
    // An edge server in the way, not X's word about the grant.
    [403, "<html><body>Attention required!</body></html>", "x-unavailable"],
    [404, "", "x-unavailable"],
    [413, "", "x-unavailable"],
  ])("%i %j is %s", (httpStatus, body, code) => {
    expect(classifyTokenFailure(answer(httpStatus, body)).code).toBe(code);
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
    for (const body of ["x".repeat(5_000_000), "<".repeat(5_000_000), "[".repeat(1_000_000)]) {
      const began = performance.now();
      const { message } = readServerAnswer(answer(500, body));
      expect((message ?? "").length).toBeLessThanOrEqual(1000);
      expect(performance.now() - began).toBeLessThan(1500);
    }
  });
});
