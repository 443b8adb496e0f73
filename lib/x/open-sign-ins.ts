/**
 * The accounts for which X's page is open, or its answer looked at; in memory, as a sign-in dies with
 * the worker. What the popup shows comes a moment late: only here can a second click be told.
 */
const signingIn = new Set<string>();

/** Whether this worker is signing an account in. One whose record alone says so, nobody waits for. */
export function isSigningIn(accountId: string): boolean {
  return signingIn.has(accountId);
}

/** Notes that an account's sign-in has begun. */
export function beginSignIn(accountId: string): void {
  signingIn.add(accountId);
}

/** Notes that it is over. */
export function endSignIn(accountId: string): void {
  signingIn.delete(accountId);
}
