/**
 * Every way in which a job or a sign-in can end badly: a closed list, so that one place can decide
 * what to do (`lib/jobs/retry-policy.ts`) and one place can say it (`lib/errors/explain-error.ts`).
 */
export const ERROR_CODES = [
  // Capture: reaching the bytes.
  "permission-refused",
  "page-unreachable",
  "page-closed",
  "unsupported-source",
  "file-unreadable",
  "streamed-video",
  "several-streams",
  "protected-video",
  "canvas-tainted",
  "source-gone",
  "file-gone",
  "source-not-found",
  "source-forbidden",
  "source-http-error",
  "source-unreachable",
  "redirect-failed",
  "redirect-refused",
  "redirect-hidden",
  "capture-stalled",
  "capture-crashed",
  // Media: what the bytes turned out to be.
  "empty-file",
  "truncated-file",
  "not-media",
  "unsupported-type",
  "too-large",
  "too-long",
  "too-short",
  "too-many-frames",
  "too-many-pixels",
  "dimensions",
  "not-subtitles",
  "subtitles-too-large",
  "mix-not-allowed",
  "too-many-images",
  // Conversion: making something from them that X takes.
  "conversion-unsupported",
  "conversion-failed",
  "conversion-wrong",
  "hidden-data",
  // Storage.
  "storage-full",
  "storage-failed",
  "storage-blocked",
  "storage-newer",
  "bytes-gone",
  // Signing in.
  "no-client-id",
  "sign-in-closed",
  "sign-in-refused",
  "sign-in-forged",
  "sign-in-failed",
  "client-id-rejected",
  "client-confidential",
  "scope-missing",
  "signed-out",
  "token-refused",
  "account-twice",
  "account-busy",
  // X.
  "x-not-allowed",
  "network",
  "no-credits",
  "spend-cap",
  "not-enrolled",
  "not-permitted",
  "account-suspended",
  "account-locked",
  "crypto-address",
  "too-many-cashtags",
  "reply-refused",
  "refused",
  "duplicate-post",
  "text-too-long",
  "media-refused",
  "tier-limit",
  "invalid-request",
  "payload-too-large",
  "rate-limited",
  "usage-capped",
  "x-unavailable",
  "unreadable-answer",
  "processing-failed",
  "processing-timeout",
  "outcome-unknown",
  // Ours.
  "no-media",
  "alt-text-missing",
  "reply-link-invalid",
  "unexpected",
] as const;

/** One of {@link ERROR_CODES}. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Where on the way from the page to the post something went wrong. */
export type Stage =
  | "capture"
  | "conversion"
  | "upload"
  | "processing"
  | "alt-text"
  | "subtitles"
  | "post"
  | "sign-in";

/**
 * What a server said, kept word for word beside our own code. Every text is at most 1000 characters
 * and untrusted: show it as text only.
 */
export interface ServerAnswer {
  readonly httpStatus: number;
  /** X's numeric or textual code, for example `1` of a processing error. */
  readonly code: string | null;
  /** X's name of the error, for example `InvalidMedia`. */
  readonly name: string | null;
  readonly title: string | null;
  readonly detail: string | null;
  readonly message: string | null;
  /** The last path segment of a problem's `type`, for example `credits`. */
  readonly problem: string | null;
  /** `x-transaction-id`, which X's support asks for. */
  readonly transactionId: string | null;
}

/** A failure as a value: stored with the job, sent in messages, shown by the popup. */
export interface JobError {
  readonly code: ErrorCode;
  readonly stage: Stage;
  readonly server: ServerAnswer | null;
  /** What the sentence names: an origin, a limit and the actual value, a type. Never a token or post text. */
  readonly details: Readonly<Record<string, string | number>>;
  /** Epoch milliseconds before which repeating is useless (rate limits); null when unknown. */
  readonly retryAtMs: number | null;
}

/** Carries a {@link JobError} through `throw`, inside one context only: a message loses the class. */
export class JobFailure extends Error {
  override readonly name = "JobFailure";

  constructor(
    readonly error: JobError,
    options?: ErrorOptions,
  ) {
    super(error.code, options);
  }
}

/** Builds a {@link JobError}; whatever is not given is empty. */
export function jobError(
  code: ErrorCode,
  stage: Stage,
  rest: Partial<Omit<JobError, "code" | "stage">> = {},
): JobError {
  return {
    code,
    stage,
    server: rest.server ?? null,
    details: rest.details ?? {},
    retryAtMs: rest.retryAtMs ?? null,
  };
}

/**
 * Turns whatever was thrown into a {@link JobError}: our own failures as they are, IndexedDB's quota
 * and read errors by their standard names, anything else as `unexpected` with the error's name.
 */
export function toJobError(thrown: unknown, stage: Stage): JobError {
  if (thrown instanceof JobFailure) return thrown.error;
  const name = thrown instanceof Error ? thrown.name : typeof thrown;
  switch (name) {
    case "QuotaExceededError":
      return jobError("storage-full", stage);
    case "NotReadableError":
    case "NotFoundError":
      return jobError("bytes-gone", stage, { details: { name } });
    case "VersionError":
      return jobError("storage-newer", stage);
    case "UnknownError":
    case "InvalidStateError":
    case "TransactionInactiveError":
      return jobError("storage-failed", stage, { details: { name } });
    default:
      return jobError("unexpected", stage, { details: { name } });
  }
}
