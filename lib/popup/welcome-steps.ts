import type { AccountRecord } from "../store/account-record";

/** The steps from installing to the first post, in their order. */
export type WelcomeStep = "app" | "client-id" | "sign-in" | "post";

/** Whether a step is behind the person, the next to take, or still to come. */
export type StepProgress = "done" | "next" | "later";

/**
 * How far a person is, by what is stored: so the page says the same after it was closed and opened.
 *
 * @param account the account that is being set up
 */
export function welcomeProgress({
  clientId,
  state,
}: Pick<AccountRecord, "clientId" | "state">): Readonly<Record<WelcomeStep, StepProgress>> {
  const hasClientId = clientId !== "";
  const isSignedIn = state === "signed-in";
  return {
    // That there is an app shows by its client id only: both are the next step together.
    app: hasClientId ? "done" : "next",
    "client-id": hasClientId ? "done" : "next",
    "sign-in": isSignedIn ? "done" : hasClientId ? "next" : "later",
    post: isSignedIn ? "next" : "later",
  };
}
