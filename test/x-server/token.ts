import { type Answer, jsonAnswer } from "./answer";
import type { Grant, Redemption } from "./grant-store";
import type { ServiceState } from "./service-state";
import type { XClient } from "./x-client";
import type { XRequest } from "./x-request";

/** `POST /2/oauth2/token`: a code or a refresh token becomes a pair of tokens. */
export function exchangeToken(request: XRequest, state: ServiceState): Answer {
  const reading = readClientForm(request, state);
  if ("refusal" in reading) return reading.refusal;
  const { form, client } = reading;
  const { accessTokenSecs, refreshReuseEndsGrant } = state.settings;
  switch (form.get("grant_type")) {
    case "authorization_code": {
      const missing = firstMissing(form, ["code", "redirect_uri", "code_verifier"]);
      if (missing) return missing;
      return answerRedemption(
        state.grants.redeemCode({
          code: form.get("code") ?? "",
          clientId: client.id,
          redirectUri: form.get("redirect_uri") ?? "",
          codeVerifier: form.get("code_verifier") ?? "",
          accessTokenSecs,
        }),
        accessTokenSecs,
      );
    }
    case "refresh_token": {
      const missing = firstMissing(form, ["refresh_token"]);
      if (missing) return missing;
      return answerRedemption(
        state.grants.refresh({
          refreshToken: form.get("refresh_token") ?? "",
          clientId: client.id,
          accessTokenSecs,
          reuseEndsGrant: refreshReuseEndsGrant,
        }),
        accessTokenSecs,
      );
    }
    default:
      return oauthError(400, "unsupported_grant_type", "Value passed for grant_type was invalid.");
  }
}

/** `POST /2/oauth2/revoke`: answers the same for a token that is not known, as RFC 7009 asks. */
export function revokeToken(request: XRequest, state: ServiceState): Answer {
  const reading = readClientForm(request, state);
  if ("refusal" in reading) return reading.refusal;
  const missing = firstMissing(reading.form, ["token"]);
  if (missing) return missing;
  state.grants.revoke(reading.form.get("token") ?? "", reading.client.id);
  return jsonAnswer(200, { revoked: true });
}

function readClientForm(
  { content, headers }: XRequest,
  { clients }: ServiceState,
): { form: URLSearchParams; client: XClient } | { refusal: Answer } {
  if (content.kind !== "form") {
    return { refusal: oauthError(400, "invalid_request", "The body must be form-encoded.") };
  }
  const form = content.fields;
  const repeated = [...form.keys()].some((name) => form.getAll(name).length > 1);
  if (repeated) return { refusal: oauthError(400, "invalid_request", "Repeated parameter.") };
  const client = clients.find(({ id }) => id === form.get("client_id"));
  if (client?.type === "confidential") {
    return {
      refusal: oauthError(401, "unauthorized_client", "Missing valid authorization header"),
    };
  }
  if (client === undefined || headers.authorization !== undefined) {
    return {
      refusal: oauthError(400, "invalid_client", "Value passed for the client was invalid."),
    };
  }
  return { form, client };
}

function firstMissing(form: URLSearchParams, names: readonly string[]): Answer | undefined {
  const missing = names.find((name) => !form.get(name));
  return missing === undefined
    ? undefined
    : oauthError(400, "invalid_request", `Missing required parameter [${missing}].`);
}

function answerRedemption(redemption: Redemption, expiresInSecs: number): Answer {
  switch (redemption.kind) {
    case "granted":
      return jsonAnswer(200, tokenPair(redemption.grant, expiresInSecs), {
        "cache-control": "no-store",
      });
    case "invalidCode":
      return invalidValue("authorization code");
    case "wrongVerifier":
      return invalidValue("code verifier");
    case "invalidToken":
      return invalidValue("token");
  }
}

function tokenPair(grant: Grant, expiresInSecs: number) {
  return {
    token_type: "bearer",
    expires_in: expiresInSecs,
    access_token: grant.accessToken,
    scope: grant.scopes.join(" "),
    ...(grant.refreshToken !== undefined && { refresh_token: grant.refreshToken }),
  };
}

function invalidValue(what: string): Answer {
  return oauthError(400, "invalid_request", `Value passed for the ${what} was invalid.`);
}

function oauthError(status: number, error: string, description: string): Answer {
  return jsonAnswer(status, { error, error_description: description });
}
