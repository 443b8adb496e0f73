import { watchOwnChanges } from "../store/change-notice";
import { claimNotice, forgetNotices } from "../store/notice-store";
import { getPost, listRecentPosts } from "../store/post-store";
import { listFollowing } from "../store/thread-store";
import { getPreferences } from "../store/preferences-store";
import { isComposerInSight } from "./composer-in-sight";
import { endOf } from "../jobs/post-end";
import type { Post } from "../jobs/post";

/** An end that a worker did not live to tell is among the posts changed last. */
const LOOK_BACK = 50;

/**
 * Tells how posts have ended, each end once over all lives of the worker: it is noted in the store
 * first, so that a worker that dies in between tells too little rather than twice. What the person
 * sees in the composer is noted too, and not shown. Call once per worker.
 */
export function showNotices(reportFailure: (error: unknown) => void): void {
  watchOwnChanges(({ table, id }) => {
    if (table === "posts") void getPost(id).then(tellOnce).catch(reportFailure);
  });
  void tellMissedEnds().catch(reportFailure);
}

async function tellMissedEnds(): Promise<void> {
  await forgetNotices();
  for (const post of await listRecentPosts(LOOK_BACK)) await tellOnce(post);
}

async function tellOnce(post: Post | undefined): Promise<void> {
  const end = post === undefined ? null : endOf(post);
  if (post === undefined || end === null || !(await claimNotice(post.id, end))) return;
  const { notifies } = await getPreferences();
  if (!notifies || (await isComposerInSight())) return;
  // Of a thread whoever is told of the last post knows that all are out.
  if (post.state === "posted" && (await listFollowing(post.id)).length > 0) return;
  const { tellEnd } = await import("./tell-end");
  await tellEnd(post);
}
