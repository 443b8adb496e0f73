import * as oauth from "oauth4webapi";
import { JobFailure, jobError } from "../errors/job-error";
import { parseJsonObject, type ReadAnswer } from "./server-answer";
import { classifyTokenFailure } from "./token-failure";

/**
 * X's OAuth 2.0 endpoints, written down because X publishes no metadata document for this use.
 * Source: https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code
 */
const X_SERVER: oauth.AuthorizationServer = {
  issuer: "https://x.com",
  authorization_endpoint: "https://x.com/i/oauth2/authorize",
  token_endpoint: "https://api.x.com/2/oauth2/token",
  revocation_endpoint: "https://api.x.com/2/oauth2/revoke",
};

/** What the job needs: read and write posts, name the user, upload media, and refresh without the person. */
export const SCOPES = [
  "tweet.read",
  "tweet.write",
  "users.read",
  "media.write",
  "offline.access",
] as const;

/** What X grants: tokens, their life in seconds, and the scopes that it really gave. */
export interface TokenGrant {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly expiresInSecs: number;
  readonly scopes: readonly string[];
}

const CALL_TIMEOUT_MS = 30_000;
/** Source: X's documentation of the access token's life. */
const DEFAULT_LIFETIME_SECS = 7200;

/** The page on which the person allows the app, and the secrets to check its answer with. */
export async function beginAuthorization(
  clientId: string,
  redirectUri: string,
): Promise<{ readonly url: string; readonly state: string; readonly codeVerifier: string }> {
  const state = oauth.generateRandomState();
  const codeVerifier = oauth.generateRandomCodeVerifier();
  const url = new URL(X_SERVER.authorization_endpoint ?? "");
  url.search = new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: SCOPES.join(" "),
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: "S256",
  }).toString();
  return { url: url.href, state, codeVerifier };
}

/**
 * Checks the address that X's page redirected to.
 *
 * @throws `JobFailure` `sign-in-forged` when the state is not ours, `sign-in-refused` when the person
 * said no, `sign-in-failed` with X's words otherwise
 */
export function readAuthorization(
  clientId: string,
  redirectedTo: string,
  state: string,
): URLSearchParams {
  const parameters = URL.canParse(redirectedTo)
    ? new URL(redirectedTo).searchParams
    : new URLSearchParams();
  if (parameters.get("state") !== state) {
    throw new JobFailure(jobError("sign-in-forged", "sign-in"));
  }
  try {
    return oauth.validateAuthResponse(X_SERVER, { client_id: clientId }, parameters, state);
  } catch (cause) {
    const refused =
      cause instanceof oauth.AuthorizationResponseError && cause.error === "access_denied";
    throw new JobFailure(
      jobError(refused ? "sign-in-refused" : "sign-in-failed", "sign-in", {
        details: { reason: parameters.get("error") ?? "no code" },
      }),
      { cause },
    );
  }
}

/** Trades the code for tokens; the code is worth 30 seconds and one try. @throws `JobFailure` */
export async function redeemCode(
  fetchFromX: typeof fetch,
  clientId: string,
  authorization: URLSearchParams,
  redirectUri: string,
  codeVerifier: string,
): Promise<TokenGrant> {
  const client: oauth.Client = { client_id: clientId };
  return readGrant(() =>
    oauth.authorizationCodeGrantRequest(
      X_SERVER,
      client,
      oauth.None(),
      authorization,
      redirectUri,
      codeVerifier,
      requestOptions(fetchFromX),
    ),
  );
}

/** Trades a refresh token, which is used up by it, for new tokens. @throws `JobFailure` */
export async function refreshGrant(
  fetchFromX: typeof fetch,
  clientId: string,
  refreshToken: string,
): Promise<TokenGrant> {
  const client: oauth.Client = { client_id: clientId };
  return readGrant(() =>
    oauth.refreshTokenGrantRequest(
      X_SERVER,
      client,
      oauth.None(),
      refreshToken,
      requestOptions(fetchFromX),
    ),
  );
}

/** Tells X that a token is no longer wanted. @throws `JobFailure` when X has not heard it */
export async function revokeToken(
  fetchFromX: typeof fetch,
  clientId: string,
  token: string,
): Promise<void> {
  const client: oauth.Client = { client_id: clientId };
  const response = await call(() =>
    oauth.revocationRequest(X_SERVER, client, oauth.None(), token, requestOptions(fetchFromX)),
  );
  if (!response.ok) {
    throw new JobFailure(classifyTokenFailure(await readAnswer(response), Date.now()));
  }
}

function requestOptions(fetchFromX: typeof fetch): oauth.TokenEndpointRequestOptions {
  return {
    [oauth.customFetch]: (url, init) =>
      fetchFromX(url, { ...init, credentials: "omit", cache: "no-store" }),
    signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
  };
}

async function call(request: () => Promise<Response>): Promise<Response> {
  try {
    return await request();
  } catch (cause) {
    if (cause instanceof JobFailure) throw cause;
    throw new JobFailure(jobError("network", "sign-in"), { cause });
  }
}

async function readAnswer(response: Response): Promise<ReadAnswer> {
  const bodyText = await response.text().catch((cause: unknown) => {
    throw new JobFailure(jobError("network", "sign-in"), { cause });
  });
  return { httpStatus: response.status, headers: response.headers, bodyText };
}

/**
 * Reads what the token endpoint says, by RFC 6749, section 5.1. The library's own readers are made for
 * OpenID too: with them the worker would load all of its signature checks at each start.
 */
async function readGrant(request: () => Promise<Response>): Promise<TokenGrant> {
  const answer = await readAnswer(await call(request));
  if (answer.httpStatus !== 200) throw new JobFailure(classifyTokenFailure(answer, Date.now()));
  const body = parseJsonObject(answer.bodyText);
  const accessToken = body["access_token"];
  const tokenType = body["token_type"];
  const isBearer = typeof tokenType === "string" && tokenType.toLowerCase() === "bearer";
  if (typeof accessToken !== "string" || accessToken === "" || !isBearer) {
    throw new JobFailure(jobError("unreadable-answer", "sign-in"));
  }
  const { refresh_token: refreshToken, expires_in: expiresInSecs, scope } = body;
  return {
    accessToken,
    refreshToken: typeof refreshToken === "string" ? refreshToken : null,
    expiresInSecs:
      typeof expiresInSecs === "number" && expiresInSecs > 0
        ? expiresInSecs
        : DEFAULT_LIFETIME_SECS,
    scopes: typeof scope === "string" ? scope.split(" ") : SCOPES,
  };
}
