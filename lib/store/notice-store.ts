import { openDatabase } from "./database";

/**
 * Notes that a person is told about an end of a post, in one transaction: of two workers, or of a
 * worker and its successor, only one tells.
 *
 * @param end names the end among those of the post: one that failed twice ends twice
 * @returns false when it was noted before
 */
export async function claimNotice(postId: string, end: string): Promise<boolean> {
  const database = await openDatabase();
  const transaction = database.transaction("notices", "readwrite");
  const isNew = (await transaction.store.get(postId)) !== end;
  if (isNew) await transaction.store.put(end, postId);
  await transaction.done;
  return isNew;
}

/** Forgets the notes about posts that are no longer stored. Call at the start of the worker. */
export async function forgetNotices(): Promise<void> {
  const database = await openDatabase();
  const transaction = database.transaction(["notices", "posts"], "readwrite");
  const kept = new Set(await transaction.objectStore("posts").getAllKeys());
  for (const id of await transaction.objectStore("notices").getAllKeys()) {
    if (!kept.has(id)) await transaction.objectStore("notices").delete(id);
  }
  await transaction.done;
}
