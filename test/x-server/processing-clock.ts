/** The error object of a processing state. X's own document omits it, its answers do not. */
export interface ProcessingError {
  code?: number;
  name: string;
  message: string;
}

/** One stage of X's work on a GIF or a video. `state` is a free string, as in X's document. */
export interface ProcessingStep {
  state: string;
  /** Time until the next step; the last step stays for ever, whatever this says. */
  lastsMs?: number;
  /** Left out of the answer when undefined. */
  checkAfterSecs?: number;
  progressPercent?: number;
  error?: ProcessingError;
}

/** The stages in order, by the server's clock since finalize: how often a client asks is no matter. */
export type ProcessingPlan = readonly [ProcessingStep, ...ProcessingStep[]];

/** One second pending, one second in progress, then ready. */
export const usualProcessing: ProcessingPlan = [
  { state: "pending", lastsMs: 1000, checkAfterSecs: 1, progressPercent: 0 },
  { state: "in_progress", lastsMs: 1000, checkAfterSecs: 1, progressPercent: 50 },
  { state: "succeeded", progressPercent: 100 },
];

/** Nothing to wait for, where processing is not what a test is about. */
export const atOnceProcessing: ProcessingPlan = [{ state: "succeeded", progressPercent: 100 }];

/** The same plan, but it ends in failure instead of its last step. */
export function failingProcessing(plan: ProcessingPlan, error: ProcessingError): ProcessingPlan {
  const [first, ...rest] = plan;
  const failure: ProcessingStep = { state: "failed", progressPercent: 100, error };
  return rest.length === 0 ? [failure] : [first, ...rest.slice(0, -1), failure];
}

/** The step that a plan has reached. */
export function stepAt(plan: ProcessingPlan, elapsedMs: number): ProcessingStep {
  let step = plan[0];
  let endsAtMs = 0;
  for (const next of plan.slice(1)) {
    endsAtMs += step.lastsMs ?? Infinity;
    if (elapsedMs < endsAtMs) return step;
    step = next;
  }
  return step;
}

/** A step in the form of X's `processing_info`. */
export function processingInfo(step: ProcessingStep): Record<string, unknown> {
  return {
    state: step.state,
    ...(step.checkAfterSecs !== undefined && { check_after_secs: step.checkAfterSecs }),
    ...(step.progressPercent !== undefined && { progress_percent: step.progressPercent }),
    ...(step.error !== undefined && { error: step.error }),
  };
}
