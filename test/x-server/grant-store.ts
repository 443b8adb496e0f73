import { createHash, randomBytes } from "node:crypto";

/** What an authorization code stands for until it is redeemed. */
export interface PendingCode {
  clientId: string;
  userId: string;
  redirectUri: string;
  codeChallenge: string;
  scopes: readonly string[];
}

/** A person's permission to an app, with the pair of tokens that is valid now. */
export interface Grant {
  clientId: string;
  userId: string;
  scopes: readonly string[];
  accessToken: string;
  accessTokenExpiresAtMs: number;
  /** Only with the scope `offline.access`. */
  refreshToken?: string;
  usedRefreshTokens: Set<string>;
  isEnded: boolean;
}

/** How an attempt to redeem something went. */
export type Redemption =
  | { kind: "granted"; grant: Grant }
  | { kind: "invalidCode" | "wrongVerifier" | "invalidToken" };

/** Authorization codes, grants and their tokens: one live grant per app and person, as at X. */
export class GrantStore {
  readonly #codes = new Map<string, PendingCode & { expiresAtMs: number }>();
  readonly #grants: Grant[] = [];

  createCode(pending: PendingCode, lifetimeSecs: number): string {
    const code = randomBytes(24).toString("base64url");
    this.#codes.set(code, { ...pending, expiresAtMs: performance.now() + lifetimeSecs * 1000 });
    return code;
  }

  /** Redeems a code: once, in time, by the same app at the same address, with the right verifier. */
  redeemCode(attempt: {
    code: string;
    clientId: string;
    redirectUri: string;
    codeVerifier: string;
    accessTokenSecs: number;
  }): Redemption {
    const pending = this.#codes.get(attempt.code);
    this.#codes.delete(attempt.code);
    if (
      pending === undefined ||
      performance.now() >= pending.expiresAtMs ||
      pending.clientId !== attempt.clientId ||
      pending.redirectUri !== attempt.redirectUri
    ) {
      return { kind: "invalidCode" };
    }
    const challenge = createHash("sha256").update(attempt.codeVerifier).digest("base64url");
    if (challenge !== pending.codeChallenge) return { kind: "wrongVerifier" };
    return { kind: "granted", grant: this.issue({ ...pending, ...attempt }) };
  }

  /** Makes a new grant; the earlier one of the same app and person ends. */
  issue(options: {
    clientId: string;
    userId: string;
    scopes: readonly string[];
    accessTokenSecs: number;
  }): Grant {
    const { clientId, userId, scopes, accessTokenSecs } = options;
    for (const earlier of this.#grants) {
      if (earlier.clientId === clientId && earlier.userId === userId) earlier.isEnded = true;
    }
    const grant: Grant = {
      clientId,
      userId,
      scopes,
      usedRefreshTokens: new Set(),
      isEnded: false,
      ...newAccessToken(accessTokenSecs),
    };
    if (scopes.includes("offline.access")) grant.refreshToken = newToken();
    this.#grants.push(grant);
    return grant;
  }

  /** Exchanges a refresh token for a new pair; both tokens of the old pair are worthless then. */
  refresh(attempt: {
    refreshToken: string;
    clientId: string;
    accessTokenSecs: number;
    reuseEndsGrant: boolean;
  }): Redemption {
    const { refreshToken, clientId, accessTokenSecs, reuseEndsGrant } = attempt;
    for (const grant of this.#grants) {
      if (grant.usedRefreshTokens.has(refreshToken) && reuseEndsGrant) grant.isEnded = true;
      if (grant.refreshToken !== refreshToken || grant.clientId !== clientId) continue;
      if (grant.isEnded) break;
      grant.usedRefreshTokens.add(refreshToken);
      Object.assign(grant, newAccessToken(accessTokenSecs), { refreshToken: newToken() });
      return { kind: "granted", grant };
    }
    return { kind: "invalidToken" };
  }

  /** Ends a grant by its refresh token, or only the access token when that is what was sent. */
  revoke(token: string, clientId: string): void {
    for (const grant of this.#grants) {
      if (grant.clientId !== clientId) continue;
      if (grant.refreshToken === token) grant.isEnded = true;
      if (grant.accessToken === token) grant.accessTokenExpiresAtMs = 0;
    }
  }

  /** The live grant behind an access token. */
  findByAccessToken(accessToken: string): Grant | undefined {
    return this.#grants.find(
      (grant) =>
        grant.accessToken === accessToken &&
        !grant.isEnded &&
        performance.now() < grant.accessTokenExpiresAtMs,
    );
  }

  /** Makes every access token answer 401; refresh tokens stay good. */
  expireAccessTokens(): void {
    for (const grant of this.#grants) grant.accessTokenExpiresAtMs = 0;
  }

  /** Ends the grants of one person, or of all. */
  end(userId?: string): void {
    for (const grant of this.#grants) {
      if (userId === undefined || grant.userId === userId) grant.isEnded = true;
    }
  }

  clear(): void {
    this.#codes.clear();
    this.#grants.length = 0;
  }
}

function newToken(): string {
  return randomBytes(40).toString("base64url");
}

function newAccessToken(lifetimeSecs: number) {
  return {
    accessToken: newToken(),
    accessTokenExpiresAtMs: performance.now() + lifetimeSecs * 1000,
  };
}
