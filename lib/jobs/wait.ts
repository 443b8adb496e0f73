import type { JobError } from "../errors/job-error";

/** Why a step that is due is not being worked on at this moment. Stored, so that it survives the worker. */
export interface Wait {
  /** `sign-in` ends with a sign-in, `retry` at `untilMs`, `offline` when the network is back. */
  readonly reason: "sign-in" | "retry" | "offline";
  /** Epoch milliseconds; null: until something else happens. */
  readonly untilMs: number | null;
  /** How often the step has failed in a row. */
  readonly attempts: number;
  readonly error: JobError;
}
