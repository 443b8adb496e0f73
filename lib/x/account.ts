import { type JobError, JobFailure, jobError, toJobError } from "../errors/job-error";
import type { AccountUser, GrantRecord } from "../store/account-record";
import {
  deleteGrant,
  getAccount,
  getGrant,
  listAccounts,
  updateAccount,
} from "../store/account-store";
import { revokeGrant, signIn, type SignInEffects } from "./sign-in";
import { storedGrant } from "./stored-grant";
import { getSignedInUser } from "./users";
import type { XConnection } from "./x-request";
import { beginSignIn, endSignIn, isSigningIn } from "./open-sign-ins";

/** Stores the client id of the person's own X app; a grant of another client id is worth nothing. */
export async function saveClientId(
  accountId: string,
  clientId: string,
  fetchFromX: typeof fetch,
): Promise<void> {
  const account = await getAccount(accountId);
  const entered = clientId.trim();
  if (account.clientId === entered) return;
  if ((await getGrant(accountId)) !== undefined) await signOutAccount(accountId, fetchFromX);
  await updateAccount(accountId, { clientId: entered, error: null });
}

/**
 * Signs in and stores the grant; what goes wrong is stored with the account, where the popup shows
 * it. The user's name is asked for afterwards and may fail: signing in does not depend on it.
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
  beginSignIn(accountId);
  // Over before its outcome is stored: whoever sees that may begin the next one.
  const outcome = await obtainGrant(accountId, effects).finally(() => endSignIn(accountId));
  if (outcome === "removed") return true;
  if ("error" in outcome) {
    await updateAccount(accountId, { state: "signed-out", scopes: [], error: outcome.error });
    return true;
  }
  // Whoever was signed in before may be somebody else, whose posts must not be taken for these.
  await updateAccount(accountId, { state: "signed-in", user: null, error: null });
  try {
    const user = await getSignedInUser(connect(accountId), AbortSignal.timeout(30_000));
    if (user !== null) await keepUser(accountId, outcome.clientId, user);
  } catch (failure) {
    // A billed read that X may refuse while the token is good; the name stays unknown.
    if (!(failure instanceof JobFailure)) throw failure;
  }
  return true;
}

/** Stores the grant that X gives; `removed` when the account was removed while X's page was open. */
async function obtainGrant(
  accountId: string,
  effects: SignInEffects,
): Promise<"removed" | { readonly clientId: string } | { readonly error: JobError }> {
  const { clientId } = await getAccount(accountId);
  await updateAccount(accountId, { state: "signing-in", error: null });
  try {
    const grant: GrantRecord = { accountId, ...(await signIn(clientId, effects)) };
    if (await storedGrant(accountId).exclusively(() => keepGrant(grant))) return { clientId };
    await revoke(effects.fetch, grant);
    return "removed";
  } catch (failure) {
    return { error: toJobError(failure, "sign-in") };
  }
}

/** False: the account was removed while X's page was open. */
async function keepGrant(grant: GrantRecord): Promise<boolean> {
  const isStored = (await listAccounts()).some(({ id }) => id === grant.accountId);
  if (isStored) await storedGrant(grant.accountId).put(grant);
  return isStored;
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
  const keeper = storedGrant(accountId);
  await keeper.exclusively(async () => {
    const grant = await keeper.get();
    if (grant === undefined) return;
    const twins = storedGrant(twin.id);
    await twins.exclusively(() => twins.put({ ...grant, accountId: twin.id }));
    await updateAccount(twin.id, { state: "signed-in", user, error: null });
    await deleteGrant(accountId);
  });
  await updateAccount(accountId, {
    state: "signed-out",
    scopes: [],
    error: jobError("account-twice", "sign-in", { details: { username: user.username } }),
  });
}

/**
 * Forgets the tokens at once, and tells X that they are no longer wanted. `revoked` resolves when X
 * was told or could not be reached: nobody has to wait for it.
 */
export async function signOutAccount(
  accountId: string,
  fetchFromX: typeof fetch,
): Promise<{ readonly revoked: Promise<void> }> {
  const grant = await storedGrant(accountId).exclusively(async () => {
    const stored = await getGrant(accountId);
    await deleteGrant(accountId);
    return stored;
  });
  await updateAccount(accountId, { state: "signed-out", scopes: [], user: null, error: null });
  return { revoked: grant === undefined ? Promise.resolve() : revoke(fetchFromX, grant) };
}

async function revoke(fetchFromX: typeof fetch, grant: GrantRecord): Promise<void> {
  await revokeGrant(fetchFromX, grant);
}
