import { type AccountRecord, emptyAccount, PRIMARY_ACCOUNT_ID } from "./account-record";
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
    const account = await changedAccount(records.read("accounts"), id, change);
    if (account !== null) records.put("accounts", account);
  });
}

/** An account as it is after a change of it, within a transaction; null when it was removed. */
export async function changedAccount(
  accounts: {
    get(id: string): Promise<AccountRecord | undefined>;
    count(): Promise<number>;
  },
  id: string,
  change: Partial<Omit<AccountRecord, "id" | "addedAtMs">>,
): Promise<AccountRecord | null> {
  const stored = await accounts.get(id);
  if (stored !== undefined) return { ...stored, ...change };
  const isFirst = id === PRIMARY_ACCOUNT_ID && (await accounts.count()) === 0;
  return isFirst ? { ...NOBODY, ...change } : null;
}
