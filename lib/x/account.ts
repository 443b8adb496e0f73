import { type JobError, JobFailure, jobError, toJobError } from "../errors/job-error";
import type { AccountUser, GrantRecord } from "../store/account-record";
import { getAccount, listAccounts, updateAccount } from "../store/account-store";
import { deleteGrant, keepEarlierGrant, moveGrant, putGrant } from "../store/grant-store";
import { beginSignIn, disownSignIn, endSignIn, isSigningIn } from "./open-sign-ins";
import { revokeGrant, signIn, type SignInEffects } from "./sign-in";
import { storedGrant } from "./stored-grant";
import { getSignedInUser } from "./users";
import type { XConnection } from "./x-request";

/** Stores the client id of the person's own X app; a grant of another client id is worth nothing. */
export async function saveClientId(
  accountId: string,
  clientId: string,
  fetchFromX: typeof fetch,
): Promise<void> {
  const account = await getAccount(accountId);
  const entered = clientId.trim();
  if (account.clientId === entered) return;
  await signOutAccount(accountId, fetchFromX, { clientId: entered });
}

/**
 * Signs in and stores the grant; what goes wrong is stored with the account, where the popup shows
 * it, and an earlier sign-in stays. The user's name is asked for afterwards and may fail: signing in does
 * not depend on it.
 *
 * @param connect gives an account's connection to X
 * @returns false when this account's sign-in is under way already; nothing has been done then
 */
export async function signInAccount(
  accountId: string,
  effects: SignInEffects,
  connect: (accountId: string) => XConnection,
): Promise<boolean> {
  if (isSigningIn(accountId)) return false;
  const attempt = beginSignIn(accountId);
  const former = (await getAccount(accountId)).user;
  // Over before its outcome is stored: whoever sees that may begin the next one.
  const outcome = await obtainGrant(accountId, attempt, effects).finally(() =>
    endSignIn(accountId),
  );
  if (outcome === "unwanted") return true;
  if ("error" in outcome) {
    if (attempt.isWanted) await keepEarlierGrant(accountId, outcome.error);
    return true;
  }
  const { grant, replaced } = outcome;
  let user: AccountUser | null = null;
  try {
    user = await getSignedInUser(connect(accountId), AbortSignal.timeout(30_000));
    if (user !== null) await keepUser(accountId, grant.clientId, user);
  } catch (failure) {
    // A billed read that X may refuse while the token is good; the name stays unknown.
    if (!(failure instanceof JobFailure)) throw failure;
  }
  if (replaced !== undefined && isAnother(grant, user, replaced, former)) {
    await revokeGrant(effects.fetch, replaced);
  }
  return true;
}

/**
 * Whether a replaced grant is another than the new one. X keeps one per app and user: revoking that of the
 * same two could end the new one, so what may be the same is left to lapse.
 */
function isAnother(
  grant: GrantRecord,
  user: AccountUser | null,
  replaced: GrantRecord,
  former: AccountUser | null,
): boolean {
  if (grant.clientId !== replaced.clientId) return true;
  return user !== null && former !== null && user.id !== former.id;
}

type GrantOutcome =
  /** The account was removed or signed out while X's page was open. */
  | "unwanted"
  | { readonly grant: GrantRecord; readonly replaced: GrantRecord | undefined }
  | { readonly error: JobError };

/** Stores the grant that X gives. */
async function obtainGrant(
  accountId: string,
  attempt: { readonly isWanted: boolean },
  effects: SignInEffects,
): Promise<GrantOutcome> {
  const { clientId } = await getAccount(accountId);
  await updateAccount(accountId, { state: "signing-in", error: null });
  try {
    const grant: GrantRecord = { accountId, ...(await signIn(clientId, effects)) };
    const kept = await storedGrant(accountId).exclusively(() => keepGrant(grant, attempt));
    if (kept !== "unwanted") return kept;
    await revokeGrant(effects.fetch, grant);
    return kept;
  } catch (failure) {
    return { error: toJobError(failure, "sign-in") };
  }
}

async function keepGrant(
  grant: GrantRecord,
  attempt: { readonly isWanted: boolean },
): Promise<Exclude<GrantOutcome, { readonly error: JobError }>> {
  const isStored = (await listAccounts()).some(({ id }) => id === grant.accountId);
  if (!isStored || !attempt.isWanted) return "unwanted";
  // Whoever was signed in before may be somebody else, whose posts must not be taken for these.
  const replaced = await putGrant(grant, {
    state: "signed-in",
    user: null,
    error: null,
    credits: null,
  });
  return { grant, replaced };
}

/**
 * Stores who has signed in. X keeps one grant per app and user: where another account has the same
 * two, its grant has ended with this sign-in. The new one then goes there, and this account says why.
 */
async function keepUser(accountId: string, clientId: string, user: AccountUser): Promise<void> {
  const twin = (await listAccounts()).find(
    (other) => other.id !== accountId && other.clientId === clientId && other.user?.id === user.id,
  );
  if (twin === undefined) {
    await updateAccount(accountId, { user });
    return;
  }
  const error = jobError("account-twice", "sign-in", { details: { username: user.username } });
  await storedGrant(accountId).exclusively(() =>
    storedGrant(twin.id).exclusively(() =>
      moveGrant(
        { id: accountId, change: { error } },
        { id: twin.id, change: { state: "signed-in", user, error: null } },
      ),
    ),
  );
}

/**
 * Forgets the tokens at once, also those that a sign-in under way is about to bring, and tells X that they are no
 * longer wanted. `revoked` resolves when X was told or could not be reached: nobody has to wait for it.
 *
 * @param change what else changes of the account with it
 */
export async function signOutAccount(
  accountId: string,
  fetchFromX: typeof fetch,
  change: { readonly clientId?: string } = {},
): Promise<{ readonly revoked: Promise<unknown> }> {
  disownSignIn(accountId);
  const grant = await storedGrant(accountId).exclusively(() =>
    deleteGrant(accountId, { user: null, error: null, credits: null, ...change }),
  );
  return { revoked: grant === undefined ? Promise.resolve() : revokeGrant(fetchFromX, grant) };
}
