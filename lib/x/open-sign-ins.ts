/**
 * The accounts for which X's page is open, or its answer looked at, and whether its grant is still
 * wanted; in memory, as a sign-in dies with the worker. What the popup shows comes a moment late: only
 * here can a second click be told.
 */
const signingIn = new Map<string, { isWanted: boolean }>();

/** Whether this worker is signing an account in. One whose record alone says so, nobody waits for. */
export function isSigningIn(accountId: string): boolean {
  return signingIn.has(accountId);
}

/** Notes that an account's sign-in has begun. @returns says whether its outcome is still wanted */
export function beginSignIn(accountId: string): { readonly isWanted: boolean } {
  const attempt = { isWanted: true };
  signingIn.set(accountId, attempt);
  return attempt;
}

/** Notes that the person has signed out, or changed the app, while X's page was open: what it brings is not kept. */
export function disownSignIn(accountId: string): void {
  const attempt = signingIn.get(accountId);
  if (attempt !== undefined) attempt.isWanted = false;
}

/** Notes that it is over. */
export function endSignIn(accountId: string): void {
  signingIn.delete(accountId);
}
