import type { JobError } from "../errors/job-error";
import { decideRetry } from "../jobs/retry-policy";

/**
 * When a segment that has failed is sent again by itself, in epoch milliseconds; null where X has
 * refused what is the same for all segments.
 *
 * @param situation `attempts`: this one included; `random`: in [0, 1)
 */
export function decideSegmentRepeat(
  error: JobError,
  situation: {
    readonly attempts: number;
    readonly nowMs: number;
    readonly random: number;
    readonly isOnline: boolean;
  },
): number | null {
  // X counts calls, not segments, and looks at tokens first: the others would be refused as well.
  if (error.code === "rate-limited" || error.code === "token-refused") return null;
  const decision = decideRetry(error, {
    ...situation,
    freshUploads: 0,
    canSendSmaller: false,
    canResumeDownload: false,
  });
  if (decision.action !== "wait" || decision.wait.reason !== "retry") return null;
  return decision.wait.untilMs ?? situation.nowMs;
}
