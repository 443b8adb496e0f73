import fc from "fast-check";

/** An answer in place of X's own, as any server could give it. */
export interface AnyAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
  /** X has done what it was asked for before the answer got lost; never with a plain refusal. */
  readonly tookEffect: boolean;
}

const anyStatus = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(200, 201, 202) },
  { weight: 3, arbitrary: fc.constantFrom(400, 401, 402, 403, 404, 409, 413, 429, 431) },
  { weight: 2, arbitrary: fc.constantFrom(500, 502, 503, 504) },
  { weight: 1, arbitrary: fc.integer({ min: 200, max: 599 }) },
);

/** Any JSON, but more often what a field of X's could hold. */
const anyValue = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    0,
    -1,
    0.001,
    1e300,
    "1",
    "",
    "99999999999999999999",
    null,
    true,
    [],
    {},
  ),
  fc.integer(),
);

const anyProcessing = fc.record(
  {
    state: fc.oneof(
      fc.constantFrom("pending", "in_progress", "succeeded", "failed"),
      fc.string(),
      anyValue,
    ),
    check_after_secs: anyValue,
    progress_percent: anyValue,
    error: fc.oneof(
      fc.record(
        {
          code: anyValue,
          name: fc.constantFrom("InternalError", "InvalidMedia"),
          message: anyValue,
        },
        { requiredKeys: [] },
      ),
      anyValue,
    ),
  },
  { requiredKeys: [] },
);

const anyData = fc.record(
  {
    id: fc.oneof(fc.constantFrom("1", "1912345678901234567"), anyValue),
    media_key: fc.oneof(fc.constant("3_1"), anyValue),
    expires_after_secs: anyValue,
    processing_info: fc.oneof(anyProcessing, anyValue),
    text: fc.oneof(fc.string(), anyValue),
    username: anyValue,
    created_at: fc.oneof(fc.constant("2026-09-01T00:00:00.000Z"), anyValue),
    attachments: fc.oneof(fc.record({ media_keys: anyValue }), anyValue),
  },
  { requiredKeys: [] },
);

const anyBody = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record(
        {
          data: fc.oneof(anyData, fc.array(anyData, { maxLength: 3 }), anyValue),
          errors: fc.oneof(fc.array(anyValue, { maxLength: 2 }), anyValue),
          title: anyValue,
          detail: fc.oneof(
            fc.constantFrom("duplicate content", "Your media IDs are invalid."),
            anyValue,
          ),
          type: anyValue,
          reason: fc.oneof(fc.constantFrom("client-not-enrolled", "usage-capped"), anyValue),
          error: fc.oneof(fc.constantFrom("invalid_grant", "invalid_client"), anyValue),
          access_token: fc.oneof(fc.string(), anyValue),
          token_type: fc.oneof(fc.constant("bearer"), anyValue),
          expires_in: anyValue,
          refresh_token: fc.oneof(fc.string(), anyValue),
          scope: anyValue,
        },
        { requiredKeys: [] },
      )
      .map((body) => JSON.stringify(body)),
  },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ maxLength: 200 }) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array(bytes)) },
);

const anyNumberText = fc.oneof(
  fc.constantFrom("0", "-1", "1e300", "NaN", "", " ", "5", "Wed, 21 Oct 2026 07:28:00 GMT"),
  fc.integer({ min: 0, max: 4_000_000_000 }).map(String),
);

const anyHeaders = fc.record(
  {
    "content-type": fc.constantFrom("application/json", "text/html", "text/plain", "nonsense"),
    "retry-after": anyNumberText,
    "x-rate-limit-remaining": anyNumberText,
    "x-rate-limit-reset": anyNumberText,
    "x-user-limit-24hour-remaining": anyNumberText,
    "x-user-limit-24hour-reset": anyNumberText,
    "x-transaction-id": fc.constantFrom("a", "b".repeat(3000)),
    "www-authenticate": fc.constantFrom("Bearer", "Basic realm=x", ",,,"),
  },
  { requiredKeys: [] },
);

/** Any status, any headers, any body. */
export const anyAnswer: fc.Arbitrary<AnyAnswer> = fc
  .record({ status: anyStatus, headers: anyHeaders, body: anyBody, wish: fc.boolean() })
  .map(({ wish, ...answer }) => {
    const mayHaveWorked = answer.status < 300 || answer.status >= 500;
    return { ...answer, tookEffect: wish && mayHaveWorked };
  });

/** The answer as `fetch` hands it over. */
export function toResponse({ status, headers, body }: AnyAnswer): Response {
  const isBare = [204, 205, 304].includes(status);
  return new Response(isBare ? null : body, { status, headers });
}
