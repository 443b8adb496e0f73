import { beforeEach, describe, expect, it } from "vitest";
import { type AccountCredits, emptyAccount } from "../../../lib/store/account-record";
import { getAccount, updateAccount } from "../../../lib/store/account-store";
import { beginCreditsReading, isCreditsReadingDue, readCredits } from "../../../lib/x/read-credits";
import { freshDatabase } from "../store/fresh-database";
import { json, noAnswer, NOW_MS, type ScriptedAnswer, scriptedX } from "./scripted-x";

const MINUTE_MS = 60_000;
const TOLD = { totalUsd: 3.5, atMs: NOW_MS - 5 * MINUTE_MS };
const balance = (total: unknown) =>
  json({ data: { total_balance: total, prepaid_balance: -1, free_balance: 4.5 } });

beforeEach(async () => {
  await freshDatabase();
  await updateAccount("primary", { clientId: "app", state: "signed-in" });
});

/** Has X asked as a page does, and tells what is stored then. */
async function look(answer: ScriptedAnswer, before: AccountCredits | null = null) {
  await updateAccount("primary", { credits: before });
  const x = scriptedX(answer);
  if (await beginCreditsReading("primary", null, NOW_MS)) {
    await readCredits("primary", x.connection);
  }
  return { ...x, account: await getAccount("primary") };
}

describe("the credits that are left", () => {
  it("are asked for in one call, and stored with the account", async () => {
    const { calls, account } = await look(balance(3.25));
    expect(calls.map(({ url, method }) => `${method} ${url}`)).toEqual([
      "GET https://api.x.com/2/usage/credits",
    ]);
    expect(account.credits).toEqual({
      askedAtMs: NOW_MS,
      isRefused: false,
      told: { totalUsd: 3.25, atMs: NOW_MS },
    });
  });

  it.each<[string, ScriptedAnswer, boolean]>([
    ["is not there, as was met", json({ title: "Not Found" }, 404), true],
    ["may not be asked by the account", json({ title: "Forbidden" }, 403), true],
    ["has no number", balance("3.25"), true],
    ["has no data", json({}), true],
    ["is the edge's page", new Response("<html>", { status: 403 }), true],
    ["does not come", noAnswer, false],
    ["is an error of X", json({}, 503), false],
    ["refuses the token", json({ title: "Unauthorized" }, 401), false],
  ])("leave everything else as it was where the answer %s", async (_name, answer, isRefused) => {
    const before = await getAccount("primary");
    const known = { askedAtMs: NOW_MS - 60 * MINUTE_MS, isRefused: false, told: TOLD };
    const { calls, refused, account } = await look(answer, known);
    expect(calls).toHaveLength(1);
    expect(refused).toEqual([]);
    expect(account).toEqual({ ...before, credits: { askedAtMs: NOW_MS, isRefused, told: TOLD } });
  });

  it("are not stored for an account that has signed out meanwhile", async () => {
    await beginCreditsReading("primary", null, NOW_MS);
    const { connection } = scriptedX(async () => {
      await updateAccount("primary", { state: "signed-out", credits: null });
      return balance(3);
    });
    await readCredits("primary", connection);
    expect(await getAccount("primary")).toMatchObject({ state: "signed-out", credits: null });
  });

  it("are asked for once by two windows", async () => {
    expect(await beginCreditsReading("primary", null, NOW_MS)).toBe(true);
    expect(await beginCreditsReading("primary", NOW_MS, NOW_MS + 1)).toBe(false);
  });
});

describe("whether X is asked", () => {
  const due = (credits: AccountCredits | null | undefined, sinceMs: number | null = null) => {
    const account = { ...emptyAccount("primary", 0), state: "signed-in" as const };
    return isCreditsReadingDue(
      credits === undefined ? account : { ...account, credits },
      sinceMs,
      NOW_MS,
    );
  };
  const asked = (minutesAgo: number, change: Partial<AccountCredits> = {}): AccountCredits => {
    const askedAtMs = NOW_MS - minutesAgo * MINUTE_MS;
    return {
      askedAtMs,
      isRefused: false,
      told: { totalUsd: 1, atMs: askedAtMs },
      ...change,
    };
  };

  it.each<[string, boolean, boolean]>([
    ["never asked, in a record of an earlier version", due(undefined), true],
    ["never asked", due(null), true],
    ["told a minute ago", due(asked(1)), false],
    ["told ten minutes ago", due(asked(10)), true],
    ["told before the failure", due(asked(2), NOW_MS - MINUTE_MS), true],
    ["told before the failure, seconds ago", due(asked(0.5), NOW_MS), false],
    ["told after the failure", due(asked(2), NOW_MS - 3 * MINUTE_MS), false],
    ["without an answer so far", due(asked(2, { told: null })), false],
    ["refused hours ago", due(asked(600, { isRefused: true }), NOW_MS), false],
    ["refused a day ago", due(asked(24 * 60, { isRefused: true })), true],
    ["asked in a future that a wrong clock made", due(asked(-60)), true],
  ])("%s: %s", (_name, isDue, expected) => {
    expect(isDue).toBe(expected);
  });

  it("not while signed out", () => {
    expect(isCreditsReadingDue(emptyAccount("primary", 0), null, NOW_MS)).toBe(false);
  });
});
