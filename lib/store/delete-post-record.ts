import type { Post } from "../jobs/post";
import { threadOf } from "../jobs/thread";
import { applyToPost } from "./apply-events";
import { fileIdsOf, rangeOf } from "./byte-store";
import { changeRecords, type RecordChange } from "./change-records";
import { readUnfinished, recall } from "./thread-store";

/**
 * Deletes a post with its attachments and their bytes. What followed it in a thread follows the one before it;
 * without one before it, or where the thread has waited for its moment, what has waited becomes drafts, so that
 * nothing goes out unasked as the beginning of a thread. One that is out, and that another is still to answer, is kept.
 *
 * @param mayGo looked at in the same transaction: false keeps it, as where it was brought back meanwhile
 * @returns the ids of what may go on now
 */
export function deletePost(
  id: string,
  mayGo: (post: Post) => boolean = () => true,
): Promise<readonly string[]> {
  return changeRecords(["posts", "attachments", "chunks"], async (records) => {
    const post = await records.read("posts").get(id);
    if (post !== undefined && !mayGo(post)) return [];
    const following = post === undefined ? [] : await closeGap(records, post);
    if (following === "needed") return [];
    for (const attachmentId of await records.read("attachments").index("byPost").getAllKeys(id)) {
      records.delete("attachments", attachmentId);
      for (const fileId of fileIdsOf(attachmentId)) records.delete("chunks", rangeOf(fileId));
    }
    records.delete("posts", id);
    return following;
  });
}

/** `needed`: another post is still to answer it. */
async function closeGap(
  records: RecordChange<readonly ["posts", "attachments", "chunks"]>,
  post: Post,
): Promise<readonly string[] | "needed"> {
  const unfinished = (await readUnfinished(records)).filter(({ id }) => id !== post.id);
  const thread = threadOf(post.id, [post, ...unfinished]);
  const next = thread[thread.indexOf(post) + 1];
  if (next === undefined) return [];
  const was = post.state === "deleted" ? post.before : post;
  if (was.state === "posted") return "needed";
  const afterId = post.afterId ?? null;
  const nowMs = Math.max(next.updatedAtMs, post.updatedAtMs);
  const chained = applyToPost(records, next, { type: "chained", afterId }, nowMs);
  const waitsForPerson = afterId === null || was.state === "scheduled";
  if (!waitsForPerson) return [next.id];
  const behind = thread.map((each) => (each === next ? (chained ?? next) : each));
  recall(records, behind, post.id, nowMs);
  return [];
}
