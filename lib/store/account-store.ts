import {
  type AccountRecord,
  emptyAccount,
  type GrantRecord,
  PRIMARY_ACCOUNT_ID,
} from "./account-record";
import { changeRecords } from "./change-records";
import { openDatabase } from "./database";

const NOBODY = emptyAccount(PRIMARY_ACCOUNT_ID, 0);

/** All accounts in the order in which they were added; an empty one before the first client id is entered. */
export async function listAccounts(): Promise<readonly [AccountRecord, ...AccountRecord[]]> {
  const stored = await (await openDatabase()).getAll("accounts");
  const [first = NOBODY, ...others] = stored.toSorted((a, b) => a.addedAtMs - b.addedAtMs);
  return [first, ...others];
}

/** One account, signed in or not; an empty one when it was never stored, or removed. */
export async function getAccount(id: string): Promise<AccountRecord> {
  return (await (await openDatabase()).get("accounts", id)) ?? emptyAccount(id, 0);
}

/** Adds an account. The empty one that stands for none stays beside it: drafts name it. */
export async function addAccount(account: AccountRecord): Promise<void> {
  await changeRecords(["accounts"], async (records) => {
    if ((await records.read("accounts").count()) === 0) records.put("accounts", NOBODY);
    records.put("accounts", account);
  });
}

/** Changes fields of an account. One that was removed meanwhile does not come back by it. */
export async function updateAccount(
  id: string,
  change: Partial<Omit<AccountRecord, "id" | "addedAtMs">>,
): Promise<void> {
  await changeRecords(["accounts"], async (records) => {
    const accounts = records.read("accounts");
    const stored = await accounts.get(id);
    const isFirst = id === PRIMARY_ACCOUNT_ID && (await accounts.count()) === 0;
    const current = stored ?? (isFirst ? NOBODY : undefined);
    if (current !== undefined) records.put("accounts", { ...current, ...change });
  });
}

/** An account's stored grant; undefined when it is signed out. */
export async function getGrant(accountId: string): Promise<GrantRecord | undefined> {
  return (await openDatabase()).get("grants", accountId);
}

/** Stores a new grant over the account's old one, whose refresh token is used up. */
export async function putGrant(grant: GrantRecord): Promise<void> {
  await changeRecords(["grants"], async (records) => records.put("grants", grant));
}

/** Forgets an account's tokens. */
export async function deleteGrant(accountId: string): Promise<void> {
  await changeRecords(["grants"], async (records) => records.delete("grants", accountId));
}
