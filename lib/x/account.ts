import { JobFailure, jobError, toJobError } from "../errors/job-error";
import { type GrantRecord, PRIMARY_ACCOUNT_ID } from "../store/account-record";
import { deleteGrant, getAccount, getGrant, putGrant, updateAccount } from "../store/account-store";
import type { GrantKeeper } from "./access-token";
import { revokeGrant, signIn, type SignInEffects } from "./sign-in";
import { getSignedInUser } from "./users";
import type { XConnection } from "./x-request";

const GRANT_LOCK = `grant:${PRIMARY_ACCOUNT_ID}`;

/** Keeps the grant in the store, one change at a time over all contexts of the extension. */
export const storedGrant: GrantKeeper = {
  get: getGrant,
  put: putGrant,
  async lost() {
    await deleteGrant();
    await updateAccount({ state: "signed-out", error: jobError("signed-out", "sign-in") });
  },
  async exclusively(task) {
    return navigator.locks.request(GRANT_LOCK, task);
  },
};

/** Stores the client id of the person's own X app; a grant of another client id is worth nothing. */
export async function saveClientId(clientId: string, fetchFromX: typeof fetch): Promise<void> {
  const account = await getAccount();
  const entered = clientId.trim();
  if (account.clientId === entered) return;
  if ((await getGrant()) !== undefined) await signOutAccount(fetchFromX);
  await updateAccount({ clientId: entered, error: null });
}

/**
 * Signs in and stores the grant; what goes wrong is stored with the account, where the popup shows
 * it. The user's name is asked for afterwards and may fail: signing in does not depend on it.
 */
export async function signInAccount(effects: SignInEffects, x: XConnection): Promise<void> {
  const { clientId } = await getAccount();
  await updateAccount({ state: "signing-in", error: null });
  try {
    const grant = await signIn(clientId, effects);
    await storedGrant.exclusively(() => putGrant(grant));
    // Whoever was signed in before may be somebody else, whose posts must not be taken for these.
    await updateAccount({ state: "signed-in", user: null, error: null });
  } catch (failure) {
    await updateAccount({ state: "signed-out", error: toJobError(failure, "sign-in") });
    return;
  }
  try {
    const user = await getSignedInUser(x, AbortSignal.timeout(30_000));
    if (user !== null) await updateAccount({ user });
  } catch (failure) {
    // A billed read that X may refuse while the token is good; the name stays unknown.
    if (!(failure instanceof JobFailure)) throw failure;
  }
}

/**
 * Ends a sign-in that the worker did not live to see the end of: nobody waits for its answer any
 * more. Call at the start of the worker.
 */
export async function forgetInterruptedSignIn(): Promise<void> {
  const { state } = await getAccount();
  if (state !== "signing-in") return;
  await updateAccount({ state: "signed-out", error: jobError("sign-in-closed", "sign-in") });
}

/**
 * Forgets the tokens at once, and tells X that they are no longer wanted. `revoked` resolves when X
 * was told or could not be reached: nobody has to wait for it.
 */
export async function signOutAccount(
  fetchFromX: typeof fetch,
): Promise<{ readonly revoked: Promise<void> }> {
  const grant = await storedGrant.exclusively(async () => {
    const stored = await getGrant();
    await deleteGrant();
    return stored;
  });
  await updateAccount({ state: "signed-out", user: null, error: null });
  return { revoked: grant === undefined ? Promise.resolve() : revoke(fetchFromX, grant) };
}

async function revoke(fetchFromX: typeof fetch, grant: GrantRecord): Promise<void> {
  await revokeGrant(fetchFromX, grant);
}
