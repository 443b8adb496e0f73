import type { JobError } from "../errors/job-error";
import type { Wait } from "./wait";

/** What the runner does after a step has failed. */
export type RetryDecision =
  /** Go on when the wait is over: at a moment, after a sign-in, or with the network. */
  | { readonly action: "wait"; readonly wait: Wait }
  /** Upload anew in segments half as large. */
  | { readonly action: "smaller-segments" }
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
  readonly isOnline: boolean;
  /** Whether the upload can be cut into smaller segments than it was. */
  readonly canSendSmaller: boolean;
  /** Whether a download that broke off can go on where it stopped. */
  readonly canResumeDownload: boolean;
}

/** A step that failed this often in a row is shown to the person. */
export const MAX_ATTEMPTS = 6;

/** A file whose media id lapsed this often before it was used is not uploaded again by itself. */
export const MAX_FRESH_UPLOADS = 2;

/** A call that costs money is not repeated sooner; that X bills no failure is documented, but not that it never does. */
export const BILLED_PAUSE_MS = 60_000;

const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 60_000;

/**
 * Decides what follows a failed step. Never used for the call that creates a post: that one is
 * not repeated (see `lib/runner/run-post.ts`).
 */
export function decideRetry(error: JobError, history: RetryHistory): RetryDecision {
  switch (error.code) {
    case "signed-out":
    case "no-client-id":
      return { action: "wait", wait: { reason: "sign-in", untilMs: null, attempts: 0, error } };
    case "network":
      // Without a network no call has failed: none was made.
      return history.isOnline
        ? waitOrStop(error, history, 0)
        : { action: "wait", wait: { reason: "offline", untilMs: null, attempts: 0, error } };
    case "source-unreachable":
    case "capture-stalled":
      if (!history.isOnline) {
        return { action: "wait", wait: { reason: "offline", untilMs: null, attempts: 0, error } };
      }
      // A site that has sent a part is worth another call; one that never answered is shown at once.
      return history.canResumeDownload ? waitOrStop(error, history, 0) : STOP;
    case "rate-limited":
    case "token-refused":
      return waitOrStop(error, history, error.retryAtMs ?? 0);
    case "x-unavailable":
    case "unreadable-answer":
      return waitOrStop(error, history, 0);
    case "payload-too-large":
      return history.canSendSmaller ? { action: "smaller-segments" } : STOP;
    case "processing-failed":
      // X's own fault, not the file's: a fresh upload may pass. Once.
      return error.server?.name === "InternalError" && history.freshUploads === 0
        ? { action: "upload-again" }
        : STOP;
    default:
      return STOP;
  }
}

const STOP: RetryDecision = { action: "stop" };

/** Posts and alt texts are on X's price list, uploads are not. Source: `lib/rules/post-cost.ts`. */
function isBilled({ stage }: JobError): boolean {
  return stage === "post" || stage === "alt-text";
}

function waitOrStop(error: JobError, history: RetryHistory, earliestMs: number): RetryDecision {
  const { attempts, nowMs, random } = history;
  if (attempts >= MAX_ATTEMPTS) return STOP;
  const pauseMs = Math.max(backoffMs(attempts, random), isBilled(error) ? BILLED_PAUSE_MS : 0);
  const untilMs = Math.max(earliestMs, nowMs + pauseMs);
  return { action: "wait", wait: { reason: "retry", untilMs, attempts, error } };
}

/** Exponential from 1 s to 60 s, of which a random half is kept: clients that failed together do not return together. */
export function backoffMs(attempts: number, random: number): number {
  const full = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempts - 1));
  return Math.round(full / 2 + (full / 2) * random);
}
