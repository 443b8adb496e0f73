import type { AccountRecord, GrantRecord } from "./account-record";
import { changedAccount } from "./account-store";
import { changeRecords } from "./change-records";
import { openDatabase } from "./database";

/** What changes of an account together with its grant. */
export type AccountChange = Partial<Omit<AccountRecord, "id" | "addedAtMs">>;

const TABLES = ["accounts", "grants"] as const;

/** An account's stored grant; undefined when it is signed out. */
export async function getGrant(accountId: string): Promise<GrantRecord | undefined> {
  return (await openDatabase()).get("grants", accountId);
}

/**
 * Stores a new grant over the account's old one, with its scopes and whatever else changes of the
 * account, in one transaction: an account never says that it is signed in without a grant, nor the opposite.
 *
 * @returns the grant that was replaced; undefined when there was none
 */
export function putGrant(
  grant: GrantRecord,
  change: AccountChange = {},
): Promise<GrantRecord | undefined> {
  return changeRecords(TABLES, async (records) => {
    const replaced = await records.read("grants").get(grant.accountId);
    const account = await changedAccount(records.read("accounts"), grant.accountId, {
      scopes: grant.scopes,
      ...change,
    });
    if (account !== null) records.put("accounts", account);
    records.put("grants", grant);
    return replaced;
  });
}

/**
 * Forgets an account's tokens and signs it out, in one transaction.
 *
 * @returns the grant that was deleted, for revoking; undefined when there was none
 */
export function deleteGrant(
  accountId: string,
  change: AccountChange = {},
): Promise<GrantRecord | undefined> {
  return changeRecords(TABLES, async (records) => {
    const deleted = await records.read("grants").get(accountId);
    const account = await changedAccount(records.read("accounts"), accountId, {
      state: "signed-out",
      scopes: [],
      ...change,
    });
    if (account !== null) records.put("accounts", account);
    records.delete("grants", accountId);
    return deleted;
  });
}

/**
 * Ends a sign-in that brought no grant: the account goes on with the one it has, if it has one.
 *
 * @param error why it ended so
 */
export async function keepEarlierGrant(
  accountId: string,
  error: NonNullable<AccountRecord["error"]>,
): Promise<void> {
  await changeRecords(TABLES, async (records) => {
    const grant = await records.read("grants").get(accountId);
    const account = await changedAccount(records.read("accounts"), accountId, {
      state: grant === undefined ? "signed-out" : "signed-in",
      scopes: grant?.scopes ?? [],
      error,
    });
    if (account !== null) records.put("accounts", account);
  });
}

/** Gives a grant to another account, in one transaction with what changes of both; false: it is gone. */
export function moveGrant(
  from: { readonly id: string; readonly change: AccountChange },
  to: { readonly id: string; readonly change: AccountChange },
): Promise<boolean> {
  return changeRecords(TABLES, async (records) => {
    const grant = await records.read("grants").get(from.id);
    const [giver, taker] = [
      await changedAccount(records.read("accounts"), from.id, {
        state: "signed-out",
        scopes: [],
        ...from.change,
      }),
      await changedAccount(records.read("accounts"), to.id, {
        scopes: grant?.scopes ?? [],
        ...to.change,
      }),
    ];
    if (grant === undefined || giver === null || taker === null) return false;
    records.put("accounts", giver);
    records.put("accounts", taker);
    records.delete("grants", from.id);
    records.put("grants", { ...grant, accountId: to.id });
    return true;
  });
}
