import { openDatabase } from "./database";

/** The activity list keeps this many posts that are at rest; older ones are forgotten. */
export const MAX_POSTS_AT_REST = 1000;

/** States in which nothing of a post is needed any more but its line in the activity list. */
const AT_REST = new Set(["posted", "cancelled"]);

/**
 * Frees what nothing needs: bytes and records that a crash left without an owner, bytes of finished
 * jobs, and posts beyond {@link MAX_POSTS_AT_REST}. Drafts, failures and jobs under way are kept
 * for ever. Call at the start of the worker.
 */
export async function forgetTheUnneeded(): Promise<void> {
  const database = await openDatabase();
  const transaction = database.transaction(["posts", "attachments", "chunks"], "readwrite");
  const posts = transaction.objectStore("posts");
  const attachments = transaction.objectStore("attachments");
  const chunks = transaction.objectStore("chunks");
  const ownersOfBytes = new Set<string>();
  const ownersOfRecords = new Set<string>();

  let restingPosts = 0;
  let cursor = await posts.index("byUpdate").openCursor(null, "prev");
  while (cursor !== null) {
    const post = cursor.value;
    const isAtRest = AT_REST.has(post.state);
    if (isAtRest) restingPosts += 1;
    if (restingPosts > MAX_POSTS_AT_REST && isAtRest) {
      await cursor.delete();
    } else {
      for (const id of post.attachmentIds) {
        ownersOfRecords.add(id);
        if (!isAtRest) ownersOfBytes.add(id);
      }
    }
    cursor = await cursor.continue();
  }
  for (const id of await attachments.getAllKeys()) {
    if (!ownersOfRecords.has(id)) await attachments.delete(id);
  }
  // One step an attachment: its runs of bytes are skipped, not walked.
  let key = await chunks.openKeyCursor();
  while (key !== null) {
    const [attachmentId] = key.primaryKey;
    const all = IDBKeyRange.bound([attachmentId, 0], [attachmentId, Infinity]);
    if (!ownersOfBytes.has(attachmentId)) await chunks.delete(all);
    key = await chunks.openKeyCursor(IDBKeyRange.lowerBound([attachmentId, Infinity], true));
  }
  await transaction.done;
}
