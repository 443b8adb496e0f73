import type { AccountRecord } from "../store/account-record";
import type { Job } from "../jobs/job";

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
      activity.some((job) => job.post.accountId === id && waitsForSignIn(job)),
  );
}

function waitsForSignIn({ post, attachments }: Job): boolean {
  return [post, ...attachments].some((job) => "wait" in job && job.wait?.reason === "sign-in");
}
