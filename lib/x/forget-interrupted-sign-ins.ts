import { jobError } from "../errors/job-error";
import { listAccounts, updateAccount } from "../store/account-store";

/**
 * Ends the sign-ins that the worker did not live to see the end of: nobody waits for their answers
 * any more. Call at the start of the worker.
 */
export async function forgetInterruptedSignIns(): Promise<void> {
  for (const { id, state } of await listAccounts()) {
    if (state !== "signing-in") continue;
    const error = jobError("sign-in-closed", "sign-in");
    await updateAccount(id, { state: "signed-out", error });
  }
}
