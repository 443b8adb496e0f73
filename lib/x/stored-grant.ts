import { jobError } from "../errors/job-error";
import { deleteGrant, getGrant, putGrant } from "../store/grant-store";
import type { GrantKeeper } from "./access-token";

/** Keeps an account's grant in the store, one change of it at a time over all contexts of the extension. */
export function storedGrant(accountId: string): GrantKeeper {
  return {
    get: () => getGrant(accountId),
    async put(grant) {
      await putGrant(grant);
    },
    async lost() {
      await deleteGrant(accountId, { error: jobError("signed-out", "sign-in") });
    },
    // One lock an account: a refresh that hangs holds up nobody but its own account.
    async exclusively(task) {
      return navigator.locks.request(`grant:${accountId}`, task);
    },
  };
}
