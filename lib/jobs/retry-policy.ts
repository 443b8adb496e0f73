import type { JobError } from "../errors/job-error";

/** What the runner does after a step has failed. */
export type RetryDecision =
  | { readonly action: "wait"; readonly untilMs: number }
  /** Ask the person to sign in; the step goes on afterwards. */
  | { readonly action: "sign-in" }
  /** Drop X's media id and upload the stored bytes anew. */
  | { readonly action: "upload-again" }
  /** Show the error; only the person can go on. */
  | { readonly action: "stop" };

/** What the decision depends on beside the error. */
export interface RetryHistory {
  /** Failures of this step in a row, this one included (1 for the first). */
  readonly attempts: number;
  /** How often the upload was started anew by itself. */
  readonly freshUploads: number;
  /** Epoch milliseconds. */
  readonly nowMs: number;
  /** In [0, 1): the jitter. */
  readonly random: number;
}

/** A step that failed this often in a row is shown to the person. */
export const MAX_ATTEMPTS = 6;

/** A file whose media id lapsed this often before it was used is not uploaded again by itself. */
export const MAX_FRESH_UPLOADS = 2;

const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 60_000;

/**
 * Decides what follows a failed step. Never used for the call that creates a post: that one is
 * not repeated (see `lib/jobs/run-post.ts`).
 */
export function decideRetry(
  error: JobError,
  { attempts, freshUploads, nowMs, random }: RetryHistory,
): RetryDecision {
  switch (error.code) {
    case "signed-out":
    case "no-client-id":
      return { action: "sign-in" };
    case "rate-limited":
      if (attempts >= MAX_ATTEMPTS) return { action: "stop" };
      return {
        action: "wait",
        untilMs: Math.max(error.retryAtMs ?? 0, nowMs + backoffMs(attempts, random)),
      };
    case "network":
    case "x-unavailable":
    case "unreadable-answer":
      if (attempts >= MAX_ATTEMPTS) return { action: "stop" };
      return { action: "wait", untilMs: nowMs + backoffMs(attempts, random) };
    case "processing-failed":
      // X's own fault, not the file's: a fresh upload may pass. Once.
      return error.server?.name === "InternalError" && freshUploads === 0
        ? { action: "upload-again" }
        : { action: "stop" };
    default:
      return { action: "stop" };
  }
}

/** Exponential from 1 s to 60 s, of which a random half is kept: clients that failed together do not return together. */
export function backoffMs(attempts: number, random: number): number {
  const full = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempts - 1));
  return Math.round(full / 2 + (full / 2) * random);
}
