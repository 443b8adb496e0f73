import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { jobError, JobFailure } from "../../../lib/errors/job-error";
import {
  addAccount,
  getAccount,
  listAccounts,
  updateAccount,
} from "../../../lib/store/account-store";
import { deleteGrant, getGrant, putGrant } from "../../../lib/store/grant-store";
import { emptyAccount, type GrantRecord } from "../../../lib/store/account-record";
import { closeDatabase } from "../../../lib/store/database";
import { saveClientId, signInAccount, signOutAccount } from "../../../lib/x/account";
import { forgetInterruptedSignIns } from "../../../lib/x/forget-interrupted-sign-ins";
import { storedGrant } from "../../../lib/x/stored-grant";
import { createTokenSource } from "../../../lib/x/access-token";
import { beginAuthorization, readAuthorization } from "../../../lib/x/oauth-server";
import { revokeGrant, type SignInEffects } from "../../../lib/x/sign-in";
import type { XConnection } from "../../../lib/x/x-request";
import { removeAccountRecord } from "../../../lib/store/remove-account";
import { startXServer } from "../../x-server/start-x-server";
import type { XServer } from "../../x-server/x-server";
import { defaultUser, type XUser } from "../../x-server/x-user";
import { serialLocks } from "../runner/serial-locks";
import { noAnswer, scriptedFetch } from "./scripted-x";

const REDIRECT = "https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/";
const CLIENTS = [
  { id: "native-client", type: "native", name: "Native", redirectUris: [REDIRECT] },
  { id: "other-client", type: "native", name: "Other", redirectUris: [REDIRECT] },
  { id: "web-client", type: "confidential", name: "Web", redirectUris: [REDIRECT] },
] as const;

const ADA = { ...defaultUser, id: "11", name: "Ada", username: "ada" };
const GRACE: XUser = {
  ...defaultUser,
  id: "12",
  name: "Grace",
  username: "grace",
  subscriptionType: "Premium",
};

let server: XServer;

beforeAll(async () => {
  server = await startXServer({ clients: CLIENTS, users: [ADA, GRACE], consent: "allow" });
  // Node has no locks of the browser.
  vi.stubGlobal("navigator", { locks: { request: serialLocks() } });
});

afterAll(async () => {
  vi.unstubAllGlobals();
  await server.close();
});

beforeEach(async () => {
  server.reset();
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
});

const atServer = (url: string) => {
  const { pathname, search } = new URL(url);
  return `https://127.0.0.1:${server.port}${pathname}${search}`;
};
const fetchFromX: typeof fetch = (input, init) => fetch(atServer(String(input)), init);

/** The browser's sign-in window: it follows X's redirects until one leads to our address. */
async function showPage(url: string): Promise<string> {
  const answer = await fetch(atServer(url), { redirect: "manual" });
  const location = answer.headers.get("location");
  if (location === null) throw new Error("Authorization page could not be loaded.");
  return location;
}

const effects = (change: Partial<SignInEffects> = {}): SignInEffects => ({
  fetch: fetchFromX,
  redirectUri: REDIRECT,
  showPage,
  isXReachable: () => Promise.resolve(true),
  now: Date.now,
  ...change,
});
const connect = (accountId: string): XConnection => ({
  fetch: fetchFromX,
  tokens: createTokenSource(storedGrant(accountId), fetchFromX, Date.now),
  now: Date.now,
  isOnline: () => true,
  topLevelDomains: () => Promise.reject(new Error("No post is looked for")),
});

async function signInAs(clientId: string, change: Partial<SignInEffects> = {}) {
  await updateAccount("primary", { clientId });
  await signInAccount("primary", effects(change), connect);
  return getAccount("primary");
}

const OLD_GRANT: GrantRecord = {
  accountId: "primary",
  clientId: "native-client",
  accessToken: "old",
  refreshToken: "old-refresh",
  expiresAtMs: 1,
  scopes: [],
};
const SOMEBODY = { id: "1", name: "Somebody", username: "somebody", tier: "standard" } as const;

describe("signing in", () => {
  it("asks X's page by the book: code, PKCE, a state, and the scopes of the job", async () => {
    const shown = vi.fn(showPage);
    await signInAs("native-client", { showPage: shown });
    const url = new URL(shown.mock.calls[0]?.[0] ?? "");
    expect(url.origin + url.pathname).toBe("https://x.com/i/oauth2/authorize");
    const query = Object.fromEntries(url.searchParams);
    expect(query).toMatchObject({
      response_type: "code",
      client_id: "native-client",
      redirect_uri: REDIRECT,
      scope: "tweet.read tweet.write users.read media.write offline.access",
      code_challenge_method: "S256",
    });
    expect(query["state"]?.length).toBeGreaterThanOrEqual(32);
    expect(query["code_challenge"]).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it("uses another state and another secret each time", async () => {
    const first = await beginAuthorization("native-client", REDIRECT);
    const second = await beginAuthorization("native-client", REDIRECT);
    expect(first.state).not.toBe(second.state);
    expect(first.codeVerifier).not.toBe(second.codeVerifier);
  });

  it("stores a grant that X honours, and the person's name", async () => {
    expect(await signInAs("native-client")).toMatchObject({
      state: "signed-in",
      error: null,
      user: { username: expect.any(String) },
    });
    const grant = await getGrant("primary");
    expect(grant).toMatchObject({ clientId: "native-client", refreshToken: expect.any(String) });
    expect(grant?.expiresAtMs).toBeGreaterThan(Date.now() + 7_000_000);
    expect(server.log.map((entry) => entry.operation)).toEqual(["authorize", "token", "me"]);
  });

  it("does not depend on the person's name", async () => {
    for (const status of [402, 403, 429, 503]) {
      server.addFault({ match: { operation: "me" }, effect: { kind: "status", status, body: {} } });
      expect(await signInAs("native-client")).toMatchObject({
        state: "signed-in",
        user: null,
        error: null,
      });
    }
  });

  it("does not keep the name of whoever was signed in before", async () => {
    await updateAccount("primary", { user: SOMEBODY });
    server.addFault({ match: { operation: "me" }, effect: { kind: "status", status: 403 } });
    expect((await signInAs("native-client")).user).toBeNull();
  });

  it("without a client id is not begun", async () => {
    const shown = vi.fn(showPage);
    expect(await signInAs("", { showPage: shown })).toMatchObject({
      state: "signed-out",
      error: { code: "no-client-id" },
    });
    expect(shown).not.toHaveBeenCalled();
  });

  it("that the person closes ends as that", async () => {
    const closed = () => Promise.reject(new Error("The user did not approve access."));
    expect(await signInAs("native-client", { showPage: closed })).toMatchObject({
      state: "signed-out",
      error: { code: "sign-in-closed", stage: "sign-in" },
    });
  });

  it("that the browser does not let out says so, and takes nothing for the network's fault", async () => {
    const notAllowed = new JobFailure(jobError("x-not-allowed", "sign-in"));
    const before = await signInAs("native-client", { showPage: () => Promise.reject(notAllowed) });
    expect(before.error?.code).toBe("x-not-allowed");
    const refuse = () => Promise.reject(notAllowed);
    const after = await signInAs("native-client", { fetch: refuse });
    expect(after.error?.code).toBe("x-not-allowed");
  });

  it("ended by an address that is none is refused like a forged one", async () => {
    const pasted = await signInAs("native-client", { showPage: () => Promise.resolve("nonsense") });
    expect(pasted.error?.code).toBe("sign-in-forged");
  });

  it("without a connection says so", async () => {
    const unloaded = () => Promise.reject(new Error("Authorization page could not be loaded."));
    const isXReachable = () => Promise.resolve(false);
    const offline = await signInAs("native-client", { showPage: unloaded, isXReachable });
    expect(offline.error?.code).toBe("network");
    const cutOff = await signInAs("native-client", { fetch: scriptedFetch([noAnswer]) });
    expect(cutOff.error?.code).toBe("network");
  });

  it("that the person refuses ends as that", async () => {
    server.change({ consent: "deny" });
    expect((await signInAs("native-client")).error?.code).toBe("sign-in-refused");
  });

  it("with a state that is not ours is refused, and no code is redeemed", async () => {
    server.change({ forgedState: "forged" });
    expect(await signInAs("native-client")).toMatchObject({
      state: "signed-out",
      error: { code: "sign-in-forged" },
    });
    expect(await getGrant("primary")).toBeUndefined();
    expect(server.log.filter((entry) => entry.operation === "token")).toEqual([]);
  });

  it("without a state, with two, or with a refusal of somebody else's is refused as well", () => {
    for (const query of ["?code=1", "?error=access_denied", "?code=1&state=x", ""]) {
      expect(() => readAuthorization("native-client", `${REDIRECT}${query}`, "ours")).toThrow(
        expect.objectContaining({ error: expect.objectContaining({ code: "sign-in-forged" }) }),
      );
    }
    const doubled = `${REDIRECT}?code=1&state=ours&state=theirs`;
    expect(() => readAuthorization("native-client", doubled, "ours")).toThrow();
  });

  it("without the scopes that the work needs says which are missing", async () => {
    for (const missing of ["tweet.write", "media.write", "tweet.read", "users.read"]) {
      const all = ["tweet.read", "users.read", "tweet.write", "media.write"];
      server.change({ grantedScopes: all.filter((scope) => scope !== missing) });
      expect(await signInAs("native-client")).toMatchObject({
        state: "signed-out",
        error: { code: "scope-missing", details: { scopes: missing } },
      });
      expect(await getGrant("primary")).toBeUndefined();
    }
  });

  it("with an app that X calls confidential says that", async () => {
    expect((await signInAs("web-client")).error).toMatchObject({
      code: "client-confidential",
      server: { httpStatus: 401, code: "unauthorized_client" },
    });
  });

  it("with a client id that X does not know is told from a missing connection", async () => {
    expect(await signInAs("nobody")).toMatchObject({
      state: "signed-out",
      error: { code: "client-id-rejected" },
    });
  });

  it("with a client id that X rejects at the end says that", async () => {
    const rejected = { error: "invalid_client", error_description: "No such app." };
    server.addFault({
      match: { operation: "token" },
      effect: { kind: "status", status: 400, body: rejected },
    });
    expect((await signInAs("native-client")).error?.code).toBe("client-id-rejected");
  });

  it("with a code that has lapsed keeps X's words", async () => {
    server.change({ authorizationCodeSecs: 0 });
    expect((await signInAs("native-client")).error).toMatchObject({
      code: "sign-in-failed",
      server: { message: "Value passed for the authorization code was invalid." },
    });
  });

  it("ends as closed when the worker died under it", async () => {
    await updateAccount("primary", { state: "signing-in" });
    await forgetInterruptedSignIns();
    expect(await getAccount("primary")).toMatchObject({
      state: "signed-out",
      error: { code: "sign-in-closed" },
    });
    await updateAccount("primary", { state: "signed-in", error: null });
    await forgetInterruptedSignIns();
    expect((await getAccount("primary")).state).toBe("signed-in");
  });
});

describe("a sign-in under way", () => {
  /** An X whose page somebody looks at until `answer` is called. */
  function pageLeftOpen() {
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const shown = vi.fn(async (url: string) => {
      await answered;
      return showPage(url);
    });
    return { shown, answer };
  }

  it("is the only one of its account: a second click opens no second window", async () => {
    await updateAccount("primary", { clientId: "native-client" });
    const { shown, answer } = pageLeftOpen();
    const both = [1, 2].map(() => signInAccount("primary", effects({ showPage: shown }), connect));
    await vi.waitFor(() => expect(shown).toHaveBeenCalled());
    answer();
    expect(await Promise.all(both)).toEqual([true, false]);
    expect(shown).toHaveBeenCalledTimes(1);
    expect(await getAccount("primary")).toMatchObject({ state: "signed-in", error: null });
  });

  it("can be followed by another as soon as its outcome is stored", async () => {
    const refused = { showPage: () => Promise.reject(new Error("The person closed it")) };
    expect(await signInAs("native-client", refused)).toMatchObject({ state: "signed-out" });
    expect(await signInAs("native-client")).toMatchObject({ state: "signed-in" });
  });

  it("goes on when its command has started the worker, which forgets those before it", async () => {
    await updateAccount("primary", { clientId: "native-client" });
    const { shown, answer } = pageLeftOpen();
    const signedIn = signInAccount("primary", effects({ showPage: shown }), connect);
    await vi.waitFor(() => expect(shown).toHaveBeenCalled());
    await forgetInterruptedSignIns();
    expect(await getAccount("primary")).toMatchObject({ state: "signing-in", error: null });
    answer();
    await signedIn;
    expect((await getAccount("primary")).state).toBe("signed-in");
  });
});

describe("signing out", () => {
  it("forgets the tokens and has X revoke them", async () => {
    await signInAs("native-client");
    await (
      await signOutAccount("primary", fetchFromX)
    ).revoked;
    expect(await getGrant("primary")).toBeUndefined();
    expect(await getAccount("primary")).toMatchObject({
      state: "signed-out",
      user: null,
      error: null,
      clientId: "native-client",
    });
    expect(server.log.filter((entry) => entry.operation === "revoke")).toHaveLength(2);
  });

  it("happens on this side without a connection, too", async () => {
    await updateAccount("primary", { clientId: "native-client", state: "signed-in" });
    await putGrant(OLD_GRANT);
    await (
      await signOutAccount("primary", scriptedFetch([noAnswer, noAnswer]))
    ).revoked;
    expect(await getGrant("primary")).toBeUndefined();
    expect((await getAccount("primary")).state).toBe("signed-out");
  });

  it("tells whether X has heard it", async () => {
    const heard = () => new Response("{}");
    const deaf = () => new Response("", { status: 503 });
    const outcomes = [
      [heard, heard],
      [heard, deaf],
      [noAnswer, heard],
    ].map((answers) => revokeGrant(scriptedFetch(answers), OLD_GRANT));
    expect(await Promise.all(outcomes)).toEqual([
      { revoked: true },
      { revoked: false },
      { revoked: false },
    ]);
  });

  it("is what a lost grant amounts to", async () => {
    await updateAccount("primary", { clientId: "native-client", state: "signed-in" });
    await putGrant(OLD_GRANT);
    await storedGrant("primary").lost();
    expect(await getGrant("primary")).toBeUndefined();
    expect(await getAccount("primary")).toMatchObject({
      state: "signed-out",
      error: { code: "signed-out" },
    });
  });
});

/** Adds an account that is signed in with a grant of the local X, which has lapsed. */
async function addSignedIn(id: string, userId: string): Promise<void> {
  const grant = server.issueGrant({ userId, clientId: "native-client" });
  await addAccount({ ...emptyAccount(id, 1), clientId: "native-client", state: "signed-in" });
  await putGrant({
    accountId: id,
    clientId: "native-client",
    accessToken: grant.accessToken,
    refreshToken: grant.refreshToken ?? null,
    expiresAtMs: 1,
    scopes: [],
  });
}

const refreshes = () => server.log.filter(({ operation }) => operation === "token");

describe("several accounts", () => {
  it("refresh at once without waiting for each other", async () => {
    await addSignedIn("a", ADA.id);
    await addSignedIn("b", GRACE.id);
    let first: Promise<string> = Promise.resolve("");
    let answer = () => {};
    const gate = new Promise<void>((resolve) => (answer = resolve));
    const asked = new Promise<void>((resolve) => {
      const slowFetch: typeof fetch = async (input, init) => {
        resolve();
        await gate;
        return fetchFromX(input, init);
      };
      const tokens = createTokenSource(storedGrant("a"), slowFetch, Date.now);
      first = tokens.get();
    });
    await asked;
    // The first account's refresh has no answer yet; the other account has a lock of its own.
    expect(await connect("b").tokens.get()).toBe((await getGrant("b"))?.accessToken);
    expect(refreshes()).toHaveLength(1);
    answer();
    expect(await first).toBe((await getGrant("a"))?.accessToken);
    expect(refreshes()).toHaveLength(2);
  });

  it("send one refresh each, however many ask", async () => {
    await addSignedIn("a", ADA.id);
    await addSignedIn("b", GRACE.id);
    const asked = ["a", "b", "a", "b", "a", "a"].map((id) => connect(id).tokens.get());
    const tokens = await Promise.all(asked);
    expect(new Set(tokens).size).toBe(2);
    expect(refreshes()).toHaveLength(2);
  });

  it("lose their sign-ins one by one", async () => {
    await addSignedIn("a", ADA.id);
    await addSignedIn("b", GRACE.id);
    server.endGrant(ADA.id);
    await expect(connect("a").tokens.get()).rejects.toMatchObject({
      error: { code: "signed-out" },
    });
    await connect("b").tokens.get();
    expect(await getAccount("a")).toMatchObject({
      state: "signed-out",
      scopes: [],
      error: { code: "signed-out" },
    });
    expect(await getAccount("b")).toMatchObject({ state: "signed-in", error: null });
  });

  it("know who they are, and what X allows each", async () => {
    await signInAs("native-client");
    await addAccount({ ...emptyAccount("b", 1), clientId: "native-client" });
    server.change({ signInAs: GRACE.id });
    await signInAccount("b", effects(), connect);
    expect((await listAccounts()).map(({ user }) => user?.username)).toEqual(["ada", "grace"]);
    expect((await getAccount("b")).user?.tier).toBe("premium");
    expect((await getAccount("b")).scopes).toContain("media.write");
  });

  it("of the same user and app are one: the new grant goes to the one that X has just ended", async () => {
    await signInAs("native-client");
    const ended = await getGrant("primary");
    await addAccount({ ...emptyAccount("b", 1), clientId: "native-client" });
    await signInAccount("b", effects(), connect);
    expect(await getAccount("b")).toMatchObject({
      state: "signed-out",
      error: { code: "account-twice", details: { username: "ada" } },
    });
    expect(await getGrant("b")).toBeUndefined();
    const grant = await getGrant("primary");
    expect(grant).toMatchObject({ accountId: "primary" });
    expect(grant?.accessToken).not.toBe(ended?.accessToken);
    server.expireAccessTokens();
    await connect("primary").tokens.replace(grant?.accessToken ?? "");
    expect(await getAccount("primary")).toMatchObject({ state: "signed-in", error: null });
  });

  it("of the same user with different apps are two", async () => {
    await signInAs("native-client");
    await addAccount({ ...emptyAccount("b", 1), clientId: "other-client" });
    await signInAccount("b", effects(), connect);
    expect((await listAccounts()).map(({ state }) => state)).toEqual(["signed-in", "signed-in"]);
  });

  it("that are removed while X's page is open take no grant, and X hears that it is unwanted", async () => {
    await updateAccount("primary", { clientId: "native-client" });
    await addAccount({ ...emptyAccount("b", 1), clientId: "native-client" });
    await signInAccount(
      "b",
      effects({
        async showPage(url) {
          await removeAccountRecord("b", 1);
          return showPage(url);
        },
      }),
      connect,
    );
    expect(await getGrant("b")).toBeUndefined();
    expect((await listAccounts()).map(({ id }) => id)).toEqual(["primary"]);
    expect(server.log.filter(({ operation }) => operation === "revoke")).toHaveLength(2);
  });
});

describe("the client id", () => {
  it("is stored without the spaces around it", async () => {
    await saveClientId("primary", "  abc \n", fetchFromX);
    expect((await getAccount("primary")).clientId).toBe("abc");
  });

  it("ends the sign-in of another one, and leaves that of the same alone", async () => {
    await signInAs("native-client");
    await saveClientId("primary", "native-client", fetchFromX);
    expect((await getAccount("primary")).state).toBe("signed-in");
    await saveClientId("primary", "another", fetchFromX);
    expect(await getAccount("primary")).toMatchObject({ state: "signed-out", clientId: "another" });
    expect(await getGrant("primary")).toBeUndefined();
  });

  it("does not leave another one's grant behind after a sign-in that failed", async () => {
    await putGrant(OLD_GRANT);
    await updateAccount("primary", { clientId: "native-client", state: "signed-out" });
    await saveClientId("primary", "another", scriptedFetch([noAnswer, noAnswer]));
    expect(await getGrant("primary")).toBeUndefined();
    await deleteGrant("primary");
  });
});

describe("an earlier sign-in", () => {
  it("stays when a repeat of it fails", async () => {
    const { user } = await signInAs("native-client");
    const grant = await getGrant("primary");
    const after = await signInAs("native-client", {
      showPage: () => Promise.reject(new Error("The user did not approve access.")),
    });
    expect(after).toMatchObject({ state: "signed-in", user, error: { code: "sign-in-closed" } });
    expect(after.scopes).toContain("media.write");
    expect(await getGrant("primary")).toEqual(grant);
  });

  it("stays when the worker died under a repeat of it", async () => {
    await signInAs("native-client");
    await updateAccount("primary", { state: "signing-in" });
    await forgetInterruptedSignIns();
    expect((await getAccount("primary")).state).toBe("signed-in");
  });

  it("of somebody else is revoked when it is replaced, and the new one lives", async () => {
    await signInAs("native-client");
    server.change({ signInAs: GRACE.id });
    await signInAs("native-client");
    expect((await getAccount("primary")).user?.username).toBe("grace");
    expect(server.log.filter(({ operation }) => operation === "revoke")).toHaveLength(2);
  });

  it("of the same user with the same app is not revoked: that could end the new one", async () => {
    await signInAs("native-client");
    await signInAs("native-client");
    expect(server.log.filter(({ operation }) => operation === "revoke")).toHaveLength(0);
  });
});

describe("signing out while X's page is open", () => {
  it.each([
    ["the person signs out", () => signOutAccount("primary", fetchFromX)],
    ["the client id is changed", () => saveClientId("primary", "other-client", fetchFromX)],
  ])("keeps no grant when %s, and tells X that it is unwanted", async (_name, interfere) => {
    const after = await signInAs("native-client", {
      async showPage(url) {
        const address = await showPage(url);
        await interfere();
        return address;
      },
    });
    expect(after).toMatchObject({ state: "signed-out", error: null, scopes: [] });
    expect(await getGrant("primary")).toBeUndefined();
    expect(server.log.filter(({ operation }) => operation === "revoke")).toHaveLength(2);
  });
});
