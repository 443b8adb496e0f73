import { randomUUID } from "node:crypto";
import { type Answer, emptyAnswer, htmlAnswer } from "./answer";
import { consentPage, refusalPage } from "./consent-page";
import type { ServiceState } from "./service-state";
import { isRegisteredRedirect, type XClient } from "./x-client";
import type { XRequest } from "./x-request";
import type { XUser } from "./x-user";

interface PendingConsent {
  client: XClient;
  user: XUser;
  redirectUri: string;
  state: string;
  scopes: readonly string[];
  codeChallenge: string;
}

const knownScopes = ["tweet.read", "tweet.write", "users.read", "media.write", "offline.access"];
const maxStateLength = 500;
// An abandoned consent page leaves its request behind; more than this many are not remembered.
const maxPendingConsents = 100;

/** The page at x.com where a person lets an app in, and the redirect that follows. */
export class AuthorizePage {
  readonly #pending = new Map<string, PendingConsent>();

  /** Answers the browser's visit (GET) and the person's decision (POST). */
  answer(request: XRequest, state: ServiceState): Answer {
    return request.method === "POST" ? this.#decide(request, state) : this.#ask(request, state);
  }

  #ask({ query }: XRequest, service: ServiceState): Answer {
    const client = service.clients.find(({ id }) => id === query.get("client_id"));
    const redirectUri = query.get("redirect_uri") ?? "";
    const user = service.users.find(
      ({ id }) => id === (service.settings.signInAs ?? service.users[0]?.id),
    );
    if (!client || !user || !isRegisteredRedirect(client, redirectUri)) {
      return htmlAnswer(400, refusalPage());
    }
    const state = query.get("state") ?? "";
    const refusal = findDefect(query);
    if (refusal) return redirect(redirectUri, { ...refusal, ...(state && { state }) });
    const scopes = (query.get("scope") ?? "").split(" ");
    const codeChallenge = query.get("code_challenge") ?? "";
    const consent = { client, user, redirectUri, state, scopes, codeChallenge };
    switch (service.settings.consent) {
      case "allow":
        return allow(consent, service);
      case "deny":
        return deny(consent, service);
      case "ask":
        return htmlAnswer(200, this.#consentPage(consent));
    }
  }

  #consentPage(consent: PendingConsent): string {
    const requestId = randomUUID();
    this.#pending.set(requestId, consent);
    const [oldest] = this.#pending.keys();
    if (this.#pending.size > maxPendingConsents && oldest) this.#pending.delete(oldest);
    return consentPage({
      clientName: consent.client.name,
      username: consent.user.username,
      scopes: consent.scopes,
      requestId,
    });
  }

  #decide({ content }: XRequest, service: ServiceState): Answer {
    const fields = content.kind === "form" ? content.fields : new URLSearchParams();
    const requestId = fields.get("request") ?? "";
    const consent = this.#pending.get(requestId);
    this.#pending.delete(requestId);
    if (!consent) return htmlAnswer(400, refusalPage());
    return fields.get("decision") === "allow" ? allow(consent, service) : deny(consent, service);
  }
}

function findDefect(query: URLSearchParams) {
  const invalid = (description: string) => ({
    error: "invalid_request",
    error_description: description,
  });
  const state = query.get("state") ?? "";
  if (query.get("response_type") !== "code") return invalid("response_type must be code");
  if (state === "" || state.length > maxStateLength) return invalid("state is missing or too long");
  if (query.get("code_challenge_method") !== "S256") return invalid("S256 is required");
  if (!/^[A-Za-z0-9_-]{43}$/.test(query.get("code_challenge") ?? "")) {
    return invalid("code_challenge is malformed");
  }
  const scopes = (query.get("scope") ?? "").split(" ");
  if (!scopes.every((scope) => knownScopes.includes(scope))) {
    return { error: "invalid_scope", error_description: "Value passed for scope was invalid." };
  }
  return undefined;
}

function allow(consent: PendingConsent, { grants, settings }: ServiceState): Answer {
  const { client, user, redirectUri, state, scopes, codeChallenge } = consent;
  const granted = scopes.filter((scope) => settings.grantedScopes?.includes(scope) ?? true);
  const code = grants.createCode(
    { clientId: client.id, userId: user.id, redirectUri, codeChallenge, scopes: granted },
    settings.authorizationCodeSecs,
  );
  return redirect(redirectUri, { state: settings.forgedState ?? state, code });
}

function deny({ redirectUri, state }: PendingConsent, { settings }: ServiceState): Answer {
  return redirect(redirectUri, { error: "access_denied", state: settings.forgedState ?? state });
}

function redirect(redirectUri: string, parameters: Readonly<Record<string, string>>): Answer {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
  return emptyAnswer(302, { location: target.href, "cache-control": "no-store" });
}
