import { getAccount } from "../store/account-store";
import type { XNetwork } from "../x/x-request";
import type { Wait } from "../jobs/wait";

/** What is due next for a job: another step at once, one at a moment, or nothing. */
export type NextStep =
  | { readonly due: "now" }
  | { readonly due: "later"; readonly atMs: number }
  | { readonly due: "never" };

/** Another step at once: the record was changed. */
export const NOW: NextStep = { due: "now" };

/** The job rests until something else wakes it. */
export const NEVER: NextStep = { due: "never" };

/** The browser tells when the network is back; where it fails to, this is how often we look. */
export const LOOK_FOR_NETWORK_EVERY_MS = 120_000;

/**
 * What a stored wait asks for now: go on, go on after the wait is struck from the record, or not yet.
 *
 * @param accountId the account whose sign-in may be waited for
 */
export async function judgeWait(
  wait: Wait | null,
  accountId: string,
  x: Pick<XNetwork, "now" | "isOnline">,
): Promise<"go" | "over" | NextStep> {
  switch (wait?.reason) {
    case undefined:
      return "go";
    case "sign-in":
      return (await getAccount(accountId)).state === "signed-in" ? "over" : NEVER;
    case "offline":
      return x.isOnline() ? "over" : { due: "later", atMs: x.now() + LOOK_FOR_NETWORK_EVERY_MS };
    case "retry":
      // Not struck when over: the count of failures goes on until the step succeeds.
      return (wait?.untilMs ?? 0) > x.now() ? { due: "later", atMs: wait?.untilMs ?? 0 } : "go";
  }
}
