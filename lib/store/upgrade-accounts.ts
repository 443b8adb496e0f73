import type { IDBPDatabase, IDBPTransaction, StoreNames } from "idb";
import { endOf } from "../jobs/post-end";
import { PRIMARY_ACCOUNT_ID } from "./account-record";
import type { Schema } from "./schema";

/**
 * Gives every record of the time when there was one account the id of that account, and notes every
 * end so far as told. Runs in the one transaction that opening the database takes: after a death in
 * between the old version stands as it was.
 */
export async function upgradeAccounts(
  database: IDBPDatabase<Schema>,
  transaction: IDBPTransaction<Schema, StoreNames<Schema>[], "versionchange">,
): Promise<void> {
  const notices = database.createObjectStore("notices");
  const accountId = PRIMARY_ACCOUNT_ID;
  const grants = await transaction.objectStore("grants").getAll();
  const accounts = transaction.objectStore("accounts");
  for (const account of await accounts.getAll()) {
    const scopes = grants.find((grant) => grant.accountId === account.id)?.scopes ?? [];
    await accounts.put({ ...account, addedAtMs: 0, scopes });
  }
  const posts = transaction.objectStore("posts");
  for (const post of await posts.getAll()) {
    await posts.put({ ...post, accountId });
    const end = endOf(post);
    if (end !== null) await notices.put(end, post.id);
  }
  const attachments = transaction.objectStore("attachments");
  for (const attachment of await attachments.getAll()) {
    await attachments.put({ ...attachment, accountId });
  }
}
