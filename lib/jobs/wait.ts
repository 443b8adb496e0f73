import type { JobError } from "../errors/job-error";

/** Why a step that is due is not being worked on at this moment. Stored, so that it survives the worker. */
export interface Wait {
  /** `sign-in` ends with a sign-in, `retry` at `untilMs`. */
  readonly reason: "sign-in" | "retry";
  /** Epoch milliseconds; null: until something else happens. */
  readonly untilMs: number | null;
  /** How often the step has failed in a row. */
  readonly attempts: number;
  readonly error: JobError;
}
