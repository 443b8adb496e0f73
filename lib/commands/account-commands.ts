import { jobError, JobFailure } from "../errors/job-error";
import { addAccount, listAccounts } from "../store/account-store";
import { emptyAccount, type GrantRecord } from "../store/account-record";
import { changeDraftAccount } from "../store/change-draft-account";
import { setChosenAccountId } from "../store/chosen-account-store";
import { removeAccountRecord } from "../store/remove-account";
import type { GrantKeeper } from "../x/access-token";
import type { JobControl } from "../runner/job-control";

/**
 * Chooses the account of the next drafts, and that of the draft that is shown. Its media are uploaded
 * anew by the new account; a request of the former one is aborted.
 *
 * @param postId null when no draft is shown
 */
export async function chooseAccount(
  accountId: string,
  postId: string | null,
  { runner, now }: JobControl,
): Promise<void> {
  if (!(await listAccounts()).some(({ id }) => id === accountId)) return;
  await setChosenAccountId(accountId);
  const restarted = postId === null ? null : await changeDraftAccount(postId, accountId, now());
  await restart(restarted ?? [], runner);
}

/**
 * Adds an account that is still to be signed in; it begins with the client id of the one added last,
 * since one app can serve several users.
 *
 * @returns its id
 */
export async function addEmptyAccount({ now }: Pick<JobControl, "now">): Promise<string> {
  const clientId = (await listAccounts()).at(-1)?.clientId ?? "";
  const account = { ...emptyAccount(crypto.randomUUID(), now()), clientId };
  await addAccount(account);
  return account.id;
}

/**
 * Removes an account and tells X that its tokens are no longer wanted; nobody waits for X to hear it.
 *
 * @throws `JobFailure` `account-busy` when a post is under way with it
 */
export async function removeAccount(
  accountId: string,
  keeper: Pick<GrantKeeper, "exclusively">,
  fetchFromX: typeof fetch,
  { runner, now }: JobControl,
): Promise<{ readonly revoked: Promise<unknown> }> {
  // Under the lock of its tokens: a refresh under way would store a new pair behind our back.
  const removal = await keeper.exclusively(() => removeAccountRecord(accountId, now()));
  if (!removal.removed) throw new JobFailure(jobError("account-busy", "sign-in"));
  await restart(removal.restarted, runner);
  const { grant } = removal;
  return { revoked: grant === undefined ? Promise.resolve() : revoke(fetchFromX, grant) };
}

/** What talks to X about grants is needed by few starts of the worker. */
async function revoke(fetchFromX: typeof fetch, grant: GrantRecord): Promise<void> {
  const { revokeGrant } = await import("../x/sign-in");
  await revokeGrant(fetchFromX, grant);
}

async function restart(
  attachmentIds: readonly string[],
  runner: JobControl["runner"],
): Promise<void> {
  for (const id of attachmentIds) {
    await runner.interruptAttachment(id);
    runner.wakeAttachment(id);
  }
}
