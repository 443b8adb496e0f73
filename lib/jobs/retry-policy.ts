import type { JobError } from "../errors/job-error";
import type { Wait } from "./wait";

/** What a step that has failed depends on beside its error, whatever its stage. */
export interface FailedTry {
  /** Failures of this step in a row, this one included (1 for the first). */
  readonly attempts: number;
  /** Epoch milliseconds. */
  readonly nowMs: number;
  /** In [0, 1): the jitter. */
  readonly random: number;
  readonly isOnline: boolean;
}

/** What follows a step of an attachment that has failed. */
export type RetryDecision =
  /** Go on when the wait is over: at a moment, after a sign-in, or with the network. */
  | { readonly action: "wait"; readonly wait: Wait }
  /** Upload anew in segments of at most this size. */
  | { readonly action: "smaller-segments"; readonly maxSegmentBytes: number }
  /** Drop X's media id and upload the stored bytes anew. */
  | { readonly action: "upload-again" }
  /** Show the error; only the person can go on. */
  | { readonly action: "stop" };

/** A step that failed this often in a row is shown to the person. */
export const MAX_ATTEMPTS = 6;

/** A file whose media id lapsed this often before it was used is not uploaded again by itself. */
export const MAX_FRESH_UPLOADS = 2;

/** A call that costs money is not repeated sooner; that X bills no failure is documented, but not that it never does. */
export const BILLED_PAUSE_MS = 60_000;

const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 60_000;

/**
 * What a call of X waits for before it is made again; null: only the person can go on. The core of what
 * follows a failure in every stage, and all of it for the call that creates a post where X has surely
 * refused it. Where the post may have been made, nothing is repeated (see `lib/runner/run-post.ts`).
 */
export function decideWait(error: JobError, tried: FailedTry): Wait | null {
  switch (error.code) {
    case "signed-out":
    case "no-client-id":
      return { reason: "sign-in", untilMs: null, attempts: 0, error };
    case "network":
      // Without a network no call has failed: none was made.
      return tried.isOnline ? pause(error, tried) : untilOnline(error);
    case "rate-limited":
    case "token-refused":
    case "x-unavailable":
      return pause(error, tried, error.retryAtMs ?? 0);
    case "unreadable-answer":
      return pause(error, tried);
    default:
      return null;
  }
}

/**
 * What a capture waits for before it goes on.
 *
 * @param canResume whether a download that broke off can go on where it stopped
 */
export function decideCaptureWait(
  error: JobError,
  tried: FailedTry,
  canResume: boolean,
): Wait | null {
  switch (error.code) {
    case "source-unreachable":
    case "capture-stalled":
      if (!tried.isOnline) return untilOnline(error);
      // A site that has sent a part is worth another call; one that never answered is shown at once.
      return canResume ? pause(error, tried) : null;
    default:
      return decideWait(error, tried);
  }
}

/**
 * What follows a failed step of an upload.
 *
 * @param freshUploads how often the upload was started anew by itself
 * @param smallerSegmentBytes the largest segment below those that X may have refused; null: none is smaller
 */
export function decideUploadRetry(
  error: JobError,
  tried: FailedTry,
  freshUploads: number,
  smallerSegmentBytes: number | null,
): RetryDecision {
  if (error.code !== "payload-too-large") return decideProcessingRetry(error, tried, freshUploads);
  return smallerSegmentBytes === null
    ? STOP
    : { action: "smaller-segments", maxSegmentBytes: smallerSegmentBytes };
}

/** What follows when X works on an upload, or looks at it, and that fails; `freshUploads` as for {@link decideUploadRetry}. */
export function decideProcessingRetry(
  error: JobError,
  tried: FailedTry,
  freshUploads: number,
): RetryDecision {
  // X's own fault, not the file's: a fresh upload may pass. Once.
  const isOfX = error.code === "processing-failed" && error.server?.name === "InternalError";
  if (isOfX && freshUploads === 0) return { action: "upload-again" };
  return waitOrStop(decideWait(error, tried));
}

const STOP: RetryDecision = { action: "stop" };

/** Posts and alt texts are on X's price list, uploads are not. Source: `lib/rules/post-cost.ts`. */
function isBilled({ stage }: JobError): boolean {
  return stage === "post" || stage === "alt-text";
}

/** As a decision: without anything to wait for, stop. */
export function waitOrStop(wait: Wait | null): RetryDecision {
  return wait === null ? STOP : { action: "wait", wait };
}

function untilOnline(error: JobError): Wait {
  return { reason: "offline", untilMs: null, attempts: 0, error };
}

function pause(error: JobError, tried: FailedTry, earliestMs = 0): Wait | null {
  const { attempts, nowMs, random } = tried;
  if (attempts >= MAX_ATTEMPTS) return null;
  const pauseMs = Math.max(backoffMs(attempts, random), isBilled(error) ? BILLED_PAUSE_MS : 0);
  const untilMs = Math.max(earliestMs, nowMs + pauseMs);
  return { reason: "retry", untilMs, attempts, error };
}

/** Exponential from 1 s to 60 s, of which a random half is kept: clients that failed together do not return together. */
export function backoffMs(attempts: number, random: number): number {
  const full = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempts - 1));
  return Math.round(full / 2 + (full / 2) * random);
}
