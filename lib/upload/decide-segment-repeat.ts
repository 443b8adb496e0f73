import type { JobError } from "../errors/job-error";
import { decideWait, type FailedTry } from "../jobs/retry-policy";

/**
 * When a segment that has failed is sent again by itself, in epoch milliseconds; null where X has
 * refused what is the same for all segments.
 */
export function decideSegmentRepeat(error: JobError, tried: FailedTry): number | null {
  // X counts calls, not segments, and looks at tokens first: the others would be refused as well.
  if (error.code === "rate-limited" || error.code === "token-refused") return null;
  const wait = decideWait(error, tried);
  return wait?.reason === "retry" ? (wait.untilMs ?? tried.nowMs) : null;
}
