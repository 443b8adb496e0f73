import { JobFailure, jobError } from "../errors/job-error";
import type { GrantRecord } from "../store/account-record";
import { isGrantGone } from "./token-failure";
import type { TokenSource } from "./x-request";

/** A token with less life than this is refreshed first: a request must not outlive it. */
export const REFRESH_EARLY_MS = 60_000;

/**
 * X was met refusing good tokens now and then: a sign-in ends only when a renewed token is refused again
 * this long after the first refusal.
 */
export const REFUSAL_STANDS_AFTER_MS = 5 * 60_000;

/** Where the grant is kept, and how one context at a time gets to change it. */
export interface GrantKeeper {
  get(): Promise<GrantRecord | undefined>;
  put(grant: GrantRecord): Promise<void>;
  /** Called when X no longer honours the grant: forget it and say so. */
  lost(): Promise<void>;
  /** Runs one task at a time over all contexts of the extension. */
  exclusively<T>(task: () => Promise<T>): Promise<T>;
}

/**
 * Hands out access tokens and refreshes them, one refresh at a time over all contexts: a refresh
 * token is single-use, and a second use can end the whole grant. The new pair is stored before
 * anybody uses it.
 */
export function createTokenSource(
  keeper: GrantKeeper,
  fetchFromX: typeof fetch,
  now: () => number,
): TokenSource {
  /** Whether the grant that was read last bears a refusal. */
  let isDoubted = false;

  async function read(): Promise<GrantRecord> {
    const grant = await keeper.get();
    if (grant === undefined) throw new JobFailure(jobError("signed-out", "sign-in"));
    isDoubted = typeof grant.refusedAtMs === "number";
    return grant;
  }

  /** Refreshes unless somebody else did so while we waited for our turn. */
  function refreshUnless(isFresh: (grant: GrantRecord) => boolean): Promise<string> {
    return keeper.exclusively(async () => {
      const grant = await read();
      if (isFresh(grant)) return grant.accessToken;
      return (await refresh(grant)).accessToken;
    });
  }

  async function refresh(grant: GrantRecord): Promise<GrantRecord> {
    if (grant.refreshToken === null) return loseGrant();
    try {
      const { refreshGrant } = await import("./oauth-server");
      const fresh = await refreshGrant(fetchFromX, grant.clientId, grant.refreshToken);
      const next: GrantRecord = {
        ...grant,
        accessToken: fresh.accessToken,
        refreshToken: fresh.refreshToken ?? grant.refreshToken,
        expiresAtMs: now() + fresh.expiresInSecs * 1000,
        scopes: fresh.scopes,
      };
      await keeper.put(next);
      return next;
    } catch (failure) {
      if (failure instanceof JobFailure && isGrantGone(failure.error)) return loseGrant(failure);
      // The grant outlives whatever is wrong with the way to X, or with the app.
      throw failure;
    }
  }

  async function loseGrant(cause?: JobFailure): Promise<never> {
    await keeper.lost();
    throw new JobFailure(
      jobError("signed-out", "sign-in", { server: cause?.error.server ?? null }),
      { cause },
    );
  }

  return {
    async get() {
      const isFresh = (grant: GrantRecord) => grant.expiresAtMs - now() > REFRESH_EARLY_MS;
      const grant = await read();
      return isFresh(grant) ? grant.accessToken : refreshUnless(isFresh);
    },
    replace(refusedToken) {
      return refreshUnless((grant) => grant.accessToken !== refusedToken);
    },
    noteRefusal(refusedToken) {
      return keeper.exclusively(async () => {
        const grant = await keeper.get();
        if (grant === undefined) return null;
        // Somebody has signed in or renewed the token since.
        if (grant.accessToken !== refusedToken) return now();
        const refusedAtMs = grant.refusedAtMs ?? null;
        const standsAtMs = (refusedAtMs ?? now()) + REFUSAL_STANDS_AFTER_MS;
        if (now() >= standsAtMs) {
          await keeper.lost();
          return null;
        }
        if (refusedAtMs === null) await keeper.put({ ...grant, refusedAtMs: now() });
        return standsAtMs;
      });
    },
    async noteSuccess() {
      if (!isDoubted) return;
      isDoubted = false;
      await keeper.exclusively(async () => {
        const grant = await keeper.get();
        if (typeof grant?.refusedAtMs === "number") {
          await keeper.put({ ...grant, refusedAtMs: null });
        }
      });
    },
  };
}
