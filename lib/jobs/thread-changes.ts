import type {
  DeletedPost,
  DraftPost,
  FailedPost,
  Post,
  PostedPost,
  PublishingPost,
  ScheduledPost,
} from "./post";
import type { PostEvent } from "./post-event";

/** A post for which no call may be out. */
type ChainablePost = DraftPost | ScheduledPost | PublishingPost | FailedPost;

/**
 * Has a post answer another one of ours, or (null) none. Null where a call may have been made for it: what it
 * answers at X is decided by then.
 */
export function chain(post: Post, afterId: string | null): Post | null {
  switch (post.state) {
    case "draft":
      // Once in a thread, why it was begun apart does not matter any more.
      return afterId === null ? link(post, null) : link({ ...post, begunBecause: null }, afterId);
    case "scheduled":
    case "publishing":
    case "failed":
      return link(post, afterId);
    case "deleted":
      return chainDeleted(post, afterId);
    case "posting":
    case "unsure":
    case "posted":
    case "cancelled":
      return null;
  }
}

function chainDeleted(post: DeletedPost, afterId: string | null): DeletedPost | null {
  const { before } = post;
  if (before.state === "posted" || before.state === "cancelled") return null;
  const { afterId: _former, ...rest } = post;
  const { afterId: _formerly, ...was } = before;
  return afterId === null
    ? { ...rest, before: was }
    : { ...rest, before: { ...was, afterId }, afterId };
}

function link(post: ChainablePost, afterId: string | null): ChainablePost {
  const { afterId: _former, ...rest } = post;
  return afterId === null ? rest : { ...rest, afterId };
}

/** Makes a post that is out one that can be answered; null where it can be already. */
export function locate(
  post: PostedPost,
  { xPostId, url }: Extract<PostEvent, { type: "located" }>,
): PostedPost | null {
  return post.xPostId === null ? { ...post, xPostId, url } : null;
}
