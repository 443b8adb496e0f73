import { describe, expect, it } from "vitest";
import type { GrantRecord } from "../../../lib/store/account-record";
import {
  createTokenSource,
  REFRESH_EARLY_MS,
  REFUSAL_STANDS_AFTER_MS,
} from "../../../lib/x/access-token";
import { serialLocks } from "../runner/serial-locks";
import {
  json,
  noAnswer,
  NOW_MS,
  type ScriptedAnswer,
  scriptedFetch,
  type SentCall,
} from "./scripted-x";

const GRANT: GrantRecord = {
  accountId: "primary",
  clientId: "client",
  accessToken: "access-1",
  refreshToken: "refresh-1",
  expiresAtMs: NOW_MS + 3_600_000,
  scopes: ["tweet.write"],
};

const freshPair = (number: number, rest: object = {}) =>
  json({
    token_type: "bearer",
    expires_in: 7200,
    access_token: `access-${number}`,
    refresh_token: `refresh-${number}`,
    scope: "tweet.write media.write",
    ...rest,
  });

/** A stored grant and a token endpoint; `steps` notes what happened in which order. */
function world(grant: GrantRecord | undefined, ...answers: readonly ScriptedAnswer[]) {
  const kept = { grant };
  const steps: string[] = [];
  const calls: SentCall[] = [];
  const locks = serialLocks();
  const keeper = {
    get: () => Promise.resolve(kept.grant),
    put(next: GrantRecord) {
      steps.push(`stored ${next.accessToken}`);
      kept.grant = next;
      return Promise.resolve();
    },
    lost() {
      steps.push("lost");
      kept.grant = undefined;
      return Promise.resolve();
    },
    exclusively: <T>(task: () => Promise<T>) => locks("grant", task),
  };
  const fetchFromX = scriptedFetch(answers, calls);
  const newContext = () => createTokenSource(keeper, fetchFromX, () => NOW_MS);
  return { kept, steps, calls, newContext, tokens: newContext() };
}

const formOf = (call: SentCall | undefined) =>
  Object.fromEntries(new URLSearchParams(String(call?.init.body)));
const expired = { ...GRANT, expiresAtMs: NOW_MS - 1 };

describe("an access token", () => {
  it("is handed out as it is while it lives", async () => {
    const { tokens, calls } = world(GRANT);
    expect(await tokens.get()).toBe("access-1");
    expect(calls).toHaveLength(0);
  });

  it("is renewed a minute before it ends: a request must not outlive it", async () => {
    const ending = { ...GRANT, expiresAtMs: NOW_MS + REFRESH_EARLY_MS };
    const { tokens, calls } = world(ending, freshPair(2));
    expect(await tokens.get()).toBe("access-2");
    expect(formOf(calls[0])).toEqual({
      grant_type: "refresh_token",
      refresh_token: "refresh-1",
      client_id: "client",
    });
    expect(calls[0]?.headers.has("authorization")).toBe(false);
    expect(calls[0]?.init.credentials).toBe("omit");
  });

  it("is renewed once for any number of callers in any number of contexts", async () => {
    const { newContext, calls } = world(expired, freshPair(2));
    const contexts = Array.from({ length: 10 }, newContext);
    const handedOut = await Promise.all(contexts.map((tokens) => tokens.get()));
    expect(new Set(handedOut)).toEqual(new Set(["access-2"]));
    expect(calls).toHaveLength(1);
  });

  it("is replaced once when several calls were refused with it", async () => {
    const { newContext, calls } = world(GRANT, freshPair(2));
    const contexts = Array.from({ length: 5 }, newContext);
    const handedOut = await Promise.all(contexts.map((tokens) => tokens.replace("access-1")));
    expect(new Set(handedOut)).toEqual(new Set(["access-2"]));
    expect(calls).toHaveLength(1);
  });

  it("is stored with its refresh token before anybody uses it", async () => {
    const { tokens, steps, kept } = world(expired, freshPair(2));
    await tokens.get().then((token) => steps.push(`used ${token}`));
    expect(steps).toEqual(["stored access-2", "used access-2"]);
    expect(kept.grant).toEqual({
      ...GRANT,
      accessToken: "access-2",
      refreshToken: "refresh-2",
      expiresAtMs: NOW_MS + 7_200_000,
      scopes: ["tweet.write", "media.write"],
    });
  });

  it("renewed without a new refresh token keeps the old one", async () => {
    const { tokens, kept } = world(expired, freshPair(2, { refresh_token: undefined }));
    await tokens.get();
    expect(kept.grant?.refreshToken).toBe("refresh-1");
  });
});

describe("a grant", () => {
  it.each<[string, ScriptedAnswer, string]>([
    ["no connection", noAnswer, "network"],
    ["X in trouble", json({}, 503), "x-unavailable"],
    ["a rate limit", json({ error: "rate_limited" }, 429), "rate-limited"],
    ["an edge server's refusal", new Response("<html>", { status: 403 }), "x-unavailable"],
    ["the edge's page with 400", new Response("<html>", { status: 400 }), "x-unavailable"],
    ["the edge's page with 401", new Response("<html>", { status: 401 }), "x-unavailable"],
    ["an empty 400", new Response("", { status: 400 }), "x-unavailable"],
    [
      "an app that is no longer public",
      json({ error: "unauthorized_client" }, 401),
      "client-confidential",
    ],
    ["an app that is gone", json({ error: "invalid_client" }, 400), "client-id-rejected"],
    [
      "a request that OAuth finds fault with",
      json({ error: "invalid_request", error_description: "Missing parameter." }, 400),
      "sign-in-failed",
    ],
    ["an answer that is no token", json({ hello: 1 }), "unreadable-answer"],
  ])("outlives %s", async (_name, answer, code) => {
    const { tokens, kept } = world(expired, answer);
    await expect(tokens.get()).rejects.toMatchObject({ error: { code, stage: "sign-in" } });
    expect(kept.grant).toEqual(expired);
  });

  it.each([
    ["used up or revoked", 400, "invalid_request"],
    ["expired", 400, "invalid_grant"],
  ])("is lost when it is %s, and everybody is told to sign in", async (_name, status, error) => {
    const refusal = json(
      { error, error_description: "Value passed for the token was invalid." },
      status,
    );
    const { newContext, kept, calls } = world(expired, refusal);
    const outcomes = await Promise.allSettled([newContext().get(), newContext().get()]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({
        status: "rejected",
        reason: { error: { code: "signed-out" } },
      });
    }
    expect(kept.grant).toBeUndefined();
    expect(calls).toHaveLength(1);
  });

  it("without a refresh token ends with its access token", async () => {
    const { tokens, steps } = world({ ...expired, refreshToken: null });
    await expect(tokens.get()).rejects.toMatchObject({ error: { code: "signed-out" } });
    expect(steps).toEqual(["lost"]);
  });

  it("that is not there means: signed out", async () => {
    const { tokens } = world(undefined);
    await expect(tokens.get()).rejects.toMatchObject({ error: { code: "signed-out" } });
    await expect(tokens.replace("access-1")).rejects.toMatchObject({
      error: { code: "signed-out" },
    });
  });

  it("outlives the first refusal of a token that X has just given", async () => {
    const { tokens, kept, steps } = world(GRANT);
    expect(await tokens.noteRefusal("access-1")).toBe(NOW_MS + REFUSAL_STANDS_AFTER_MS);
    expect(kept.grant).toEqual({ ...GRANT, refusedAtMs: NOW_MS });
    expect(steps).toEqual(["stored access-1"]);
  });

  it("outlives any number of refusals until some time has passed", async () => {
    const refusedAtMs = NOW_MS - REFUSAL_STANDS_AFTER_MS + 1;
    const { tokens, kept } = world({ ...GRANT, refusedAtMs });
    expect(await tokens.noteRefusal("access-1")).toBe(NOW_MS + 1);
    expect(kept.grant).toEqual({ ...GRANT, refusedAtMs });
  });

  it("ends with a refusal some time after the first", async () => {
    const refusedAtMs = NOW_MS - REFUSAL_STANDS_AFTER_MS;
    const { tokens, steps } = world({ ...GRANT, refusedAtMs });
    expect(await tokens.noteRefusal("access-1")).toBeNull();
    expect(steps).toEqual(["lost"]);
  });

  it("keeps what was noted over a renewal, and forgets it once X has taken a token", async () => {
    const { tokens, kept } = world({ ...expired, refusedAtMs: NOW_MS - 10 }, freshPair(2));
    await tokens.get();
    expect(kept.grant).toMatchObject({ accessToken: "access-2", refusedAtMs: NOW_MS - 10 });
    await tokens.noteSuccess();
    expect(kept.grant).toMatchObject({ accessToken: "access-2", refusedAtMs: null });
  });

  it("is not written for a success that changes nothing", async () => {
    const { tokens, steps } = world(GRANT);
    await tokens.get();
    await tokens.noteSuccess();
    expect(steps).toEqual([]);
  });

  it("is doubted only over its own token, not after a new sign-in", async () => {
    const { tokens, kept } = world({ ...GRANT, refusedAtMs: 0 });
    expect(await tokens.noteRefusal("access-0")).toBe(NOW_MS);
    expect(kept.grant).toBeDefined();
    expect(await world(undefined).tokens.noteRefusal("access-0")).toBeNull();
  });
});
