import { jobError } from "../errors/job-error";
import { listAccounts } from "../store/account-store";
import { keepEarlierGrant } from "../store/grant-store";
import { isSigningIn } from "./open-sign-ins";

/**
 * Ends the sign-ins that the worker did not live to see the end of: nobody waits for their answers
 * any more; a sign-in from before them stays. Call at the start of the worker. A sign-in that this worker has begun meanwhile goes on: its
 * command may be what the worker was started for.
 */
export async function forgetInterruptedSignIns(): Promise<void> {
  for (const { id, state } of await listAccounts()) {
    if (state !== "signing-in" || isSigningIn(id)) continue;
    await keepEarlierGrant(id, jobError("sign-in-closed", "sign-in"));
  }
}
