import type { DetailsOf } from "./error-details";
import type { ErrorCode } from "./error-codes";

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

/** A failure with a code, and the details that belong to it. */
interface JobErrorOf<Code extends ErrorCode> {
  readonly code: Code;
  readonly stage: Stage;
  readonly server: ServerAnswer | null;
  readonly details: DetailsOf<Code>;
  /** Epoch milliseconds before which repeating is useless (rate limits); null when unknown. */
  readonly retryAtMs: number | null;
}

/** A failure as a value: stored with the job, sent in messages, shown by the popup. */
export type JobError = { readonly [Code in ErrorCode]: JobErrorOf<Code> }[ErrorCode];

/** A failure that has one of some codes. */
export type JobErrorAmong<Codes extends ErrorCode> = Extract<JobError, { readonly code: Codes }>;

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
export function jobError<Code extends ErrorCode>(
  code: Code,
  stage: Stage,
  rest: {
    readonly server?: ServerAnswer | null;
    readonly details?: DetailsOf<Code> | undefined;
    readonly retryAtMs?: number | null;
  } = {},
): JobError {
  const error = {
    code,
    stage,
    server: rest.server ?? null,
    details: rest.details ?? {},
    retryAtMs: rest.retryAtMs ?? null,
  };
  // That the details are those of the code the parameters say.
  return error as JobError;
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
