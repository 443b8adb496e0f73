import type { DeletablePost, DeletedPost, Post } from "./post";
import { postBaseOf } from "./post-base";
import type { PostEvent } from "./post-event";

/**
 * Deletes a draft, a scheduled post, or one that is at rest, so that it can be brought back; null for any other: a call
 * may be out, and forgetting it could lead to a second post.
 */
export function deletePost(
  post: Post,
  { untilMs, wasOpen }: Extract<PostEvent, { type: "deleted" }>,
): DeletedPost | null {
  if (!isDeletable(post)) return null;
  return { ...postBaseOf(post), state: "deleted", before: post, untilMs, wasOpen };
}

/** Whether deleting a post forgets nothing that may be under way. */
export function isDeletable(post: Post): post is DeletablePost {
  return ["draft", "scheduled", "failed", "cancelled", "posted"].includes(post.state);
}
