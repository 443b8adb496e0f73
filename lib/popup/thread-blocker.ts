import type { Job } from "../jobs/job";
import { type DraftCircumstances, findPostBlocker, type PostBlocker } from "./post-blocker";

/** What stands in the way of publishing a thread, and in which of its posts, counted from 0. */
export interface ThreadBlocker {
  readonly index: number;
  readonly blocker: PostBlocker;
}

/**
 * The first thing in the way of publishing the drafts of a thread, from its first post on; null when it can be
 * published. The first of a thread needs a medium, as each post by itself does; the others need words or media.
 *
 * @param hasPostsOut whether earlier posts of it are out
 */
export function findThreadBlocker(
  thread: readonly Job[],
  hasPostsOut: boolean,
  circumstancesOf: (draft: Job) => DraftCircumstances,
): ThreadBlocker | null {
  for (const [index, draft] of thread.entries()) {
    const isAnswer = index > 0 || hasPostsOut;
    const blocker = findPostBlocker(draft, { ...circumstancesOf(draft), isAnswer });
    if (blocker !== null) return { index, blocker };
  }
  return null;
}
