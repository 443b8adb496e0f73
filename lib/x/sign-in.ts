import type { ErrorCode } from "../errors/error-codes";
import { JobFailure, jobError } from "../errors/job-error";
import type { GrantRecord } from "../store/account-record";
import { beginAuthorization, readAuthorization, redeemCode, revokeToken } from "./oauth-server";

/** What signing in needs of the browser and the store. */
export interface SignInEffects {
  readonly fetch: typeof fetch;
  /** The address registered with X, trailing slash included. */
  readonly redirectUri: string;
  /**
   * Shows X's page and returns where it redirected to.
   *
   * @throws when the person closes it, or it does not load; `JobFailure` where it is not shown at all
   */
  showPage(url: string): Promise<string>;
  /** Whether X answers at all, whatever it answers. */
  isXReachable(): Promise<boolean>;
  /** Epoch milliseconds. */
  now(): number;
}

/** A grant, whoever it is for. */
export type NewGrant = Omit<GrantRecord, "accountId">;

/** Without these X accepts the sign-in but refuses the work. */
const NEEDED_SCOPES = ["tweet.read", "tweet.write", "users.read", "media.write"];

/**
 * Signs in with OAuth 2.0 authorization code and PKCE, as a public client. Nothing is stored here,
 * and nothing survives a restart of the worker: the person signs in again.
 *
 * @throws `JobFailure` `no-client-id`, `sign-in-closed`, `sign-in-refused`, `sign-in-forged`,
 * `scope-missing`, `client-confidential`, `client-id-rejected`, `sign-in-failed`, `x-not-allowed`, `network`
 */
export async function signIn(clientId: string, effects: SignInEffects): Promise<NewGrant> {
  if (clientId === "") throw new JobFailure(jobError("no-client-id", "sign-in"));
  const { url, state, codeVerifier } = await beginAuthorization(clientId, effects.redirectUri);
  const redirectedTo = await showPage(effects, url);
  const authorization = readAuthorization(clientId, redirectedTo, state);
  const grant = await redeemCode(
    effects.fetch,
    clientId,
    authorization,
    effects.redirectUri,
    codeVerifier,
  );
  const missing = NEEDED_SCOPES.filter((scope) => !grant.scopes.includes(scope));
  const record: NewGrant = {
    clientId,
    accessToken: grant.accessToken,
    refreshToken: grant.refreshToken,
    expiresAtMs: effects.now() + grant.expiresInSecs * 1000,
    scopes: grant.scopes,
  };
  if (missing.length > 0) {
    await revokeGrant(effects.fetch, record);
    throw new JobFailure(
      jobError("scope-missing", "sign-in", { details: { scopes: missing.join(" ") } }),
    );
  }
  return record;
}

/**
 * Revokes both tokens at X. Answers whether X has heard it: signing out happens on this side in any case.
 */
export async function revokeGrant(
  fetchFromX: typeof fetch,
  grant: NewGrant,
): Promise<{ readonly revoked: boolean }> {
  const tokens = [grant.refreshToken, grant.accessToken].filter((token) => token !== null);
  const results = await Promise.allSettled(
    tokens.map((token) => revokeToken(fetchFromX, grant.clientId, token)),
  );
  return { revoked: results.every((result) => result.status === "fulfilled") };
}

async function showPage(effects: SignInEffects, url: string): Promise<string> {
  try {
    return await effects.showPage(url);
  } catch (cause) {
    if (cause instanceof JobFailure) throw cause;
    throw new JobFailure(jobError(await nameRefusal(effects, cause), "sign-in"), { cause });
  }
}

/**
 * The browser gives no code: it says in words that the page could not be loaded, and anything else
 * means that the person closed it. X answers an unknown client id or redirect address with an error
 * page, which counts as not loaded.
 */
async function nameRefusal(effects: SignInEffects, cause: unknown): Promise<ErrorCode> {
  const wasLoaded = !(cause instanceof Error && /could not be loaded/i.test(cause.message));
  if (wasLoaded) return "sign-in-closed";
  return (await effects.isXReachable()) ? "client-id-rejected" : "network";
}
