import type { Post } from "./post";

/** What a post has in every state: whatever it becomes, these stay. */
export function postBaseOf(post: Post) {
  const { id, accountId, createdAtMs, updatedAtMs, text, attachmentIds, options, afterId } = post;
  const base = { id, accountId, createdAtMs, updatedAtMs, text, attachmentIds, options };
  return afterId === undefined ? base : { ...base, afterId };
}
