import type { JobError } from "../errors/job-error";
import type { AccountRecord } from "../store/account-record";

/** The steps from installing to the first post, in their order. */
export type WelcomeStep = "app" | "sign-in" | "post";

/** Whether a step is behind the person, the next to take, or still to come. */
export type StepProgress = "done" | "next" | "later";

/**
 * How far a person is, by what is stored: so the page says the same after it was closed and opened.
 *
 * @param account the account that is being set up
 */
export function welcomeProgress(
  { clientId, state, error }: Pick<AccountRecord, "clientId" | "state" | "error">,
  hasPosted: boolean,
): Readonly<Record<WelcomeStep, StepProgress>> {
  const hasClientId = clientId !== "" && !isAboutClientId(error);
  const isSignedIn = state === "signed-in";
  return {
    // That there is an app shows by its client id only.
    app: hasClientId ? "done" : "next",
    "sign-in": isSignedIn ? "done" : hasClientId ? "next" : "later",
    post: hasPosted ? "done" : isSignedIn ? "next" : "later",
  };
}

/** Whether what went wrong is mended where the client id is entered. */
export function isAboutClientId(error: JobError | null): boolean {
  return error?.code === "client-id-rejected" || error?.code === "client-confidential";
}
