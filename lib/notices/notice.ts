import type { Post } from "../jobs/post";

/** What a click on a notification does. */
export type NoticeAnswer =
  | { readonly do: "view"; readonly url: string }
  | { readonly do: "retry" }
  /** Shows the composer with the activity list. */
  | { readonly do: "open-composer" };

/**
 * What a click on a post's notification does, by what the post is at the moment of the click: the
 * notification may be hours old, and the worker that showed it gone.
 *
 * @param post undefined when it was deleted
 */
export function answerNotice(post: Post | undefined, clicked: "body" | "button"): NoticeAnswer {
  if (post?.state === "posted" && post.url !== null) return { do: "view", url: post.url };
  return post?.state === "failed" && clicked === "button" ? RETRY : OPEN_COMPOSER;
}

const RETRY: NoticeAnswer = { do: "retry" };
const OPEN_COMPOSER: NoticeAnswer = { do: "open-composer" };

/** The button that a post's notification offers beside its body; null: none. */
export function noticeButton(post: Post): "view" | "retry" | null {
  const answer = answerNotice(post, "button");
  return answer.do === "open-composer" ? null : answer.do;
}

const PREFIX = "post-end:";

/** The id of a post's notification: a second one about the same post takes its place. */
export function noticeIdOf(postId: string): string {
  return `${PREFIX}${postId}`;
}

/** The post that a notification is about; null for any other notification. */
export function postIdOfNotice(noticeId: string): string | null {
  return noticeId.startsWith(PREFIX) ? noticeId.slice(PREFIX.length) : null;
}
