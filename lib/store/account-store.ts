import { type AccountRecord, type GrantRecord, PRIMARY_ACCOUNT_ID } from "./account-record";
import { announceChange } from "./change-notice";
import { openDatabase } from "./database";

const NOBODY: AccountRecord = {
  id: PRIMARY_ACCOUNT_ID,
  clientId: "",
  state: "signed-out",
  user: null,
  error: null,
};

/** The account, signed in or not; an empty one before the first client id is entered. */
export async function getAccount(): Promise<AccountRecord> {
  return (await (await openDatabase()).get("accounts", PRIMARY_ACCOUNT_ID)) ?? NOBODY;
}

/** Changes fields of the account. */
export async function updateAccount(change: Partial<Omit<AccountRecord, "id">>): Promise<void> {
  const database = await openDatabase();
  const transaction = database.transaction("accounts", "readwrite");
  const current = (await transaction.store.get(PRIMARY_ACCOUNT_ID)) ?? NOBODY;
  await transaction.store.put({ ...current, ...change });
  await transaction.done;
  announceChange({ table: "accounts", id: PRIMARY_ACCOUNT_ID });
}

/** The stored grant; undefined when signed out. */
export async function getGrant(): Promise<GrantRecord | undefined> {
  return (await openDatabase()).get("grants", PRIMARY_ACCOUNT_ID);
}

/** Stores a new grant over the old one: the old refresh token is used up. */
export async function putGrant(grant: GrantRecord): Promise<void> {
  await (await openDatabase()).put("grants", grant);
}

/** Forgets the tokens. */
export async function deleteGrant(): Promise<void> {
  await (await openDatabase()).delete("grants", PRIMARY_ACCOUNT_ID);
}
