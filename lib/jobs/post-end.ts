import type { Post } from "./post";

/**
 * Names the end that a post has come to, as far as a person is told about it by a notification; null
 * while it has come to none. A post that fails twice comes to two ends.
 */
export function endOf(post: Post): string | null {
  switch (post.state) {
    case "posted":
      return "posted";
    case "failed":
      return `failed:${post.updatedAtMs}`;
    case "unsure":
      return post.lookup === "inconclusive" ? `unsure:${post.updatedAtMs}` : null;
    case "scheduled":
      return post.isMissed ? `missed:${post.atMs}` : null;
    case "draft":
    case "publishing":
    case "posting":
    case "cancelled":
    case "deleted":
      return null;
  }
}
