import type { JobError } from "../errors/job-error";

/** The id of the account that is there before any was added. */
export const PRIMARY_ACCOUNT_ID = "primary";

/** Who posts, and with which client id. Holds nothing secret: the popup reads it. */
export interface AccountRecord {
  readonly id: string;
  /** Epoch milliseconds; accounts are listed in this order. */
  readonly addedAtMs: number;
  /** OAuth 2.0 client id of the person's own X app; empty until entered. */
  readonly clientId: string;
  readonly state: "signed-out" | "signing-in" | "signed-in";
  /** What X has granted; empty while signed out. */
  readonly scopes: readonly string[];
  /** Null until X has told; signing in does not depend on it. */
  readonly user: AccountUser | null;
  /** Why the last sign-in or refresh failed; null when it did not. */
  readonly error: JobError | null;
  /** What is left of the credits of the app's owner; null until asked. Not in records of earlier versions. */
  readonly credits?: AccountCredits | null;
}

/** What `GET /2/usage/credits` said, and when it was asked. Times are epoch milliseconds. */
export interface AccountCredits {
  readonly askedAtMs: number;
  /** Whether X does not tell this account. */
  readonly isRefused: boolean;
  /** The last answer; null when there was none. */
  readonly told: { readonly totalUsd: number; readonly atMs: number } | null;
}

/** What `GET /2/users/me` said. */
export interface AccountUser {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  /** `premium` for a subscriber or a verified user: longer and larger videos. */
  readonly tier: "standard" | "premium";
}

/** An OAuth grant. Read by the service worker only. */
export interface GrantRecord {
  readonly accountId: string;
  readonly clientId: string;
  readonly accessToken: string;
  /** Single use: replaced by every refresh. Null when X gave none. */
  readonly refreshToken: string | null;
  /** Epoch milliseconds. */
  readonly expiresAtMs: number;
  readonly scopes: readonly string[];
  /**
   * Epoch milliseconds at which X first refused a token that it had just given; null once it has taken
   * one since. Not in records of earlier versions.
   */
  readonly refusedAtMs?: number | null;
}

/** An account of which nothing is known yet. */
export function emptyAccount(id: string, addedAtMs: number): AccountRecord {
  return {
    id,
    addedAtMs,
    clientId: "",
    state: "signed-out",
    scopes: [],
    user: null,
    error: null,
  };
}
