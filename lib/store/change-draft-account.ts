import { transitionAttachment } from "../jobs/attachment-transition";
import { transitionPost } from "../jobs/post-transition";
import { announceChange } from "./change-notice";
import { openDatabase } from "./database";

/**
 * Has a draft go out with another account, in one transaction with its media: what the former account
 * has uploaded cannot be used by another, so their uploads begin anew from the stored bytes.
 *
 * @returns the ids of the attachments that are to be uploaded anew; null when there was nothing to change
 */
export async function changeDraftAccount(
  postId: string,
  accountId: string,
  nowMs: number,
): Promise<readonly string[] | null> {
  const database = await openDatabase();
  const transaction = database.transaction(["posts", "attachments"], "readwrite");
  const posts = transaction.objectStore("posts");
  const attachments = transaction.objectStore("attachments");
  const post = await posts.get(postId);
  if (post === undefined || post.accountId === accountId) return null;
  const next = transitionPost(post, { type: "account-chosen", accountId }, nowMs);
  if (next === null) return null;
  await posts.put(next);
  const restarted: string[] = [];
  for (const attachment of await attachments.index("byPost").getAll(postId)) {
    const changed = transitionAttachment(attachment, { type: "account-changed", accountId }, nowMs);
    if (changed === null) continue;
    await attachments.put(changed);
    if (changed.state === "uploading") restarted.push(attachment.id);
  }
  await transaction.done;
  announceChange({ table: "posts", id: postId });
  for (const id of restarted) announceChange({ table: "attachments", id });
  return restarted;
}
