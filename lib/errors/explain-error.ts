import type { JobError } from "./job-error";

/** The one useful thing that a person can do about an error; the popup has a button for each but `none`. */
export type NextAction =
  | "retry"
  | "sign-in"
  | "open-options"
  | "allow-site"
  | "edit-text"
  | "remove"
  | "none";

/** An error as a person reads it. */
export interface Explanation {
  /** What happened, in one sentence. */
  readonly sentence: string;
  /** What to do now, in one sentence. */
  readonly nextStep: string;
  readonly action: NextAction;
}

/** Turns an error into a sentence and its next step, in the browser's language. */
export declare function explainError(error: JobError): Explanation;
