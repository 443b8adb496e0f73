import type { AccountRecord } from "../store/account-record";
import type { Job } from "../jobs/job";
import { waitsForSignIn } from "../jobs/waits-for-sign-in";

/**
 * The accounts that are signed out while something of theirs waits for a sign-in, in their own order.
 *
 * @param shownId the account that the composer shows: it has a panel of its own
 */
export function findWaitingAccounts(
  accounts: readonly AccountRecord[],
  activity: readonly Job[],
  shownId: string,
): readonly AccountRecord[] {
  return accounts.filter(
    ({ id, state }) =>
      id !== shownId &&
      state !== "signed-in" &&
      activity.some(
        ({ post, attachments }) =>
          post.accountId === id && [post, ...attachments].some(waitsForSignIn),
      ),
  );
}
