import type { AccountRecord } from "../store/account-record";

/** The steps from installing to the first post, in their order. */
export type WelcomeStep = "app" | "post";

/** Whether a step is behind the person, the next to take, or still to come. */
export type StepProgress = "done" | "next" | "later";

/**
 * How far a person is, by what is stored: so the page says the same after it was closed and opened. That
 * there is an app shows by nothing but a sign-in.
 *
 * @param account the account that is being set up
 */
export function welcomeProgress(
  { state }: Pick<AccountRecord, "state">,
  hasPosted: boolean,
): Readonly<Record<WelcomeStep, StepProgress>> {
  const isSignedIn = state === "signed-in";
  return {
    app: isSignedIn ? "done" : "next",
    post: hasPosted ? "done" : isSignedIn ? "next" : "later",
  };
}
