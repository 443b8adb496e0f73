import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { WireAnswer } from "./api-client";
import { useXServer } from "./use-x-server";

const redirectUri = "https://extension-id.chromiumapp.org/x";
const verifier = randomBytes(32).toString("base64url");
const challenge = createHash("sha256").update(verifier).digest("base64url");

describe("signing in", () => {
  const x = useXServer({
    clients: [
      { id: "native-client", type: "native", name: "Native", redirectUris: [redirectUri] },
      { id: "web-client", type: "confidential", name: "Web", redirectUris: [redirectUri] },
    ],
    consent: "allow",
  });

  function authorize(changes: Readonly<Record<string, string>> = {}): Promise<WireAnswer> {
    const query = new URLSearchParams({
      response_type: "code",
      client_id: "native-client",
      redirect_uri: redirectUri,
      scope: "tweet.read tweet.write users.read media.write offline.access",
      state: "state-1",
      code_challenge: challenge,
      code_challenge_method: "S256",
      ...changes,
    });
    return x.api.send(`/i/oauth2/authorize?${query}`);
  }

  function returned(answer: WireAnswer): Record<string, string> {
    const location = new URL(answer.headers["location"] ?? "");
    expect(location.origin + location.pathname).toBe(redirectUri);
    return Object.fromEntries(location.searchParams);
  }

  function redeem(code: string, changes: Readonly<Record<string, string>> = {}) {
    return x.api.send("/2/oauth2/token", {
      form: {
        grant_type: "authorization_code",
        code,
        client_id: "native-client",
        redirect_uri: redirectUri,
        code_verifier: verifier,
        ...changes,
      },
    });
  }

  function refresh(refreshToken: string) {
    return x.api.send("/2/oauth2/token", {
      form: {
        grant_type: "refresh_token",
        refresh_token: refreshToken,
        client_id: "native-client",
      },
    });
  }

  async function signIn() {
    const { code = "" } = returned(await authorize());
    return (await redeem(code)).json();
  }

  async function isAccepted(accessToken: string): Promise<boolean> {
    return (await x.api.send("/2/users/me", { token: accessToken })).status === 200;
  }

  it("gives a code and then a token pair with the granted scopes", async () => {
    const { code = "", state } = returned(await authorize());
    expect(state).toBe("state-1");
    const answer = await redeem(code);
    expect(answer.json()).toMatchObject({
      token_type: "bearer",
      expires_in: 7200,
      scope: "tweet.read tweet.write users.read media.write offline.access",
    });
    expect(await isAccepted(answer.json().access_token)).toBe(true);
  });

  it("shows a page and redirects nowhere for an unknown app or redirect address", async () => {
    for (const change of [{ client_id: "nobody" }, { redirect_uri: `${redirectUri}/` }]) {
      const answer = await authorize(change);
      expect(answer.headers["location"]).toBeUndefined();
      expect(answer.text).toContain("Something went wrong");
    }
  });

  it.each([
    [{ response_type: "token" }, "invalid_request"],
    [{ state: "" }, "invalid_request"],
    [{ state: "s".repeat(501) }, "invalid_request"],
    [{ code_challenge_method: "plain" }, "invalid_request"],
    [{ code_challenge: "short" }, "invalid_request"],
    [{ scope: "everything" }, "invalid_scope"],
  ])("returns an error for %j", async (change, error) => {
    expect(returned(await authorize(change))["error"]).toBe(error);
  });

  it("asks on a page, and goes on by the person's decision", async () => {
    x.server.change({ consent: "ask" });
    for (const [decision, result] of [
      ["allow", "code"],
      ["deny", "error"],
    ] as const) {
      const page = await authorize();
      expect(page.text).toContain(">Authorize app</button>");
      expect(page.text).toContain(">Cancel</button>");
      const requestId = /name="request" value="([^"]+)"/.exec(page.text)?.[1] ?? "";
      const answer = await x.api.send("/i/oauth2/authorize", {
        form: { request: requestId, decision },
      });
      expect(answer.status).toBe(302);
      expect(returned(answer)).toHaveProperty(result);
    }
  });

  it("returns a refusal with the state", async () => {
    x.server.change({ consent: "deny" });
    expect(returned(await authorize())).toEqual({ error: "access_denied", state: "state-1" });
  });

  it("forges the state and grants fewer scopes when ordered", async () => {
    x.server.change({ forgedState: "forged", grantedScopes: ["tweet.read", "users.read"] });
    const { code = "", state } = returned(await authorize());
    expect(state).toBe("forged");
    const pair = (await redeem(code)).json();
    expect(pair.scope).toBe("tweet.read users.read");
    expect(pair.refresh_token).toBeUndefined();
  });

  it.each([
    [{ code_verifier: "w".repeat(43) }, "Value passed for the code verifier was invalid."],
    [
      { redirect_uri: "https://elsewhere.chromiumapp.org/" },
      "Value passed for the authorization code was invalid.",
    ],
    [{ code_verifier: "" }, "Missing required parameter [code_verifier]."],
  ])("refuses a code with %j", async (change, description) => {
    const { code = "" } = returned(await authorize());
    const answer = await redeem(code, change);
    expect([answer.status, answer.json().error_description]).toEqual([400, description]);
  });

  it("takes a code once, and only in time", async () => {
    const { code: used = "" } = returned(await authorize());
    await redeem(used);
    x.server.change({ authorizationCodeSecs: 0 });
    const { code: late = "" } = returned(await authorize());
    for (const code of [used, late]) {
      expect((await redeem(code)).json()).toEqual({
        error: "invalid_request",
        error_description: "Value passed for the authorization code was invalid.",
      });
    }
  });

  it("refuses a confidential client without its secret", async () => {
    const answer = await redeem("any", { client_id: "web-client" });
    expect([answer.status, answer.json()]).toEqual([
      401,
      {
        error: "unauthorized_client",
        error_description: "Missing valid authorization header",
      },
    ]);
  });

  it("rotates both tokens at each refresh", async () => {
    const first = await signIn();
    const second = (await refresh(first.refresh_token)).json();
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await isAccepted(first.access_token)).toBe(false);
    expect(await isAccepted(second.access_token)).toBe(true);
  });

  it.each([
    [true, false],
    [false, true],
  ])("when reuse ends the grant is %s, the newer pair lives on: %s", async (ends, lives) => {
    x.server.change({ refreshReuseEndsGrant: ends });
    const first = await signIn();
    const second = (await refresh(first.refresh_token)).json();
    const replay = await refresh(first.refresh_token);
    expect([replay.status, replay.json()]).toEqual([
      400,
      {
        error: "invalid_request",
        error_description: "Value passed for the token was invalid.",
      },
    ]);
    expect(await isAccepted(second.access_token)).toBe(lives);
    expect((await refresh(second.refresh_token)).status).toBe(lives ? 200 : 400);
  });

  it("keeps one live grant per app and person", async () => {
    const first = await signIn();
    const second = await signIn();
    expect((await refresh(first.refresh_token)).status).toBe(400);
    expect(await isAccepted(second.access_token)).toBe(true);
  });

  it("revokes a grant by its refresh token", async () => {
    const pair = await signIn();
    const answer = await x.api.send("/2/oauth2/revoke", {
      form: { token: pair.refresh_token, client_id: "native-client" },
    });
    expect(answer.json()).toEqual({ revoked: true });
    expect(await isAccepted(pair.access_token)).toBe(false);
    expect((await refresh(pair.refresh_token)).status).toBe(400);
  });

  it("answers 401 after access tokens expired, and refreshes then", async () => {
    const pair = await signIn();
    x.server.expireAccessTokens();
    const answer = await x.api.send("/2/users/me", { token: pair.access_token });
    expect([answer.status, answer.json()]).toEqual([
      401,
      { title: "Unauthorized", type: "about:blank", status: 401, detail: "Unauthorized" },
    ]);
    expect((await refresh(pair.refresh_token)).status).toBe(200);
  });

  it("refuses the refresh after the grant was ended", async () => {
    const pair = await signIn();
    x.server.endGrant();
    expect((await refresh(pair.refresh_token)).status).toBe(400);
  });
});
