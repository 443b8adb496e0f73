import type { IDBPDatabase, IDBPTransaction, StoreNames } from "idb";
import { NO_METADATA } from "../jobs/metadata-value";
import { NO_POST_OPTIONS } from "../jobs/post-options";
import { BLOBS_IN_RECORDS } from "./copy-record-blobs";
import type { Schema } from "./schema";
import { upgradeAccounts } from "./upgrade-accounts";

type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], "versionchange">;

/**
 * Brings the tables of an older version up to date, step by step, in the one transaction that opening
 * the database takes: after a death in between the old version stands as it was.
 *
 * @param oldVersion 0 for a fresh installation
 */
export async function upgradeDatabase(
  database: IDBPDatabase<Schema>,
  oldVersion: number,
  transaction: Upgrade,
): Promise<void> {
  if (oldVersion < 1) createFirstTables(database);
  if (oldVersion < 2) await addComposerTables(database, oldVersion, transaction);
  if (oldVersion < 3) await upgradeAccounts(database, transaction);
  if (oldVersion > 0 && oldVersion < 4) {
    await transaction.objectStore("settings").put("yes", BLOBS_IN_RECORDS);
  }
}

function createFirstTables(database: IDBPDatabase<Schema>): void {
  const posts = database.createObjectStore("posts", { keyPath: "id" });
  posts.createIndex("byUpdate", "updatedAtMs");
  posts.createIndex("byState", "state");
  const attachments = database.createObjectStore("attachments", { keyPath: "id" });
  attachments.createIndex("byPost", "postId");
  attachments.createIndex("byState", "state");
  database.createObjectStore("chunks", { keyPath: ["attachmentId", "startByte"] });
  database.createObjectStore("accounts", { keyPath: "id" });
  database.createObjectStore("grants", { keyPath: "accountId" });
  database.createObjectStore("settings");
}

/** Version 2: options of a post, files of the person's own, preferences, a list by state. */
async function addComposerTables(
  database: IDBPDatabase<Schema>,
  oldVersion: number,
  transaction: Upgrade,
): Promise<void> {
  database.createObjectStore("localFiles", { keyPath: "id" });
  database.createObjectStore("preferences");
  const posts = transaction.objectStore("posts");
  posts.createIndex("byStateAndUpdate", ["state", "updatedAtMs"]);
  if (oldVersion === 0) return;
  for (const post of await posts.getAll()) {
    const whole = { ...post, options: NO_POST_OPTIONS };
    if (whole.state === "draft") await posts.put({ ...whole, removal: null, begunBecause: null });
    else if (whole.state === "publishing") await posts.put({ ...whole, holdUntilMs: null });
    else await posts.put(whole);
  }
  const attachments = transaction.objectStore("attachments");
  for (const attachment of await attachments.getAll()) {
    const whole = { ...attachment, subtitles: null };
    if (whole.state === "ready") {
      const { sentAltText, ...rest } = whole as typeof whole & { readonly sentAltText?: unknown };
      await attachments.put({
        ...rest,
        sentMetadata: readSentAltText(sentAltText),
        sentSubtitles: null,
      });
    } else if (whole.state === "capturing") await attachments.put({ ...whole, early: null });
    else await attachments.put(whole);
  }
}

/** Version 1 kept the alt text that X has by itself. */
function readSentAltText(altText: unknown): typeof NO_METADATA {
  return typeof altText === "string" ? { ...NO_METADATA, altText } : NO_METADATA;
}
