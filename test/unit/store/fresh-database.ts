import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import type { Attachment } from "../../../lib/jobs/attachment";
import type { Post } from "../../../lib/jobs/post";
import { closeDatabase, openToWrite } from "../../../lib/store/database";

/** Forgets everything: the next call of the store opens an empty database. */
export async function freshDatabase(): Promise<void> {
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
}

/** Puts records there as they are, past the machines. */
export async function keep(records: {
  readonly posts?: readonly Post[];
  readonly attachments?: readonly Attachment[];
}): Promise<void> {
  const database = await openToWrite();
  for (const post of records.posts ?? []) await database.put("posts", post);
  for (const attachment of records.attachments ?? []) await database.put("attachments", attachment);
}
