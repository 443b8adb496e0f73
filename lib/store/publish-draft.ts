import type { Post } from "../jobs/post";
import type { PostEvent } from "../jobs/post-event";
import { draftsOfThread, threadOf } from "../jobs/thread";
import { applyToPost } from "./apply-events";
import { changeRecords } from "./change-records";
import { CHOSEN_ACCOUNT_KEY } from "./chosen-account-store";
import { OPEN_DRAFT_KEY } from "./open-draft-store";
import { readUnfinished } from "./thread-store";

/**
 * Has a draft go out, in one transaction with what follows from it: the composer shows it no more, and
 * the next draft begins with its account. One transaction, because each one more would stand in the way
 * of the call that is about to be made. The drafts of its thread go along, with its options: each post waits for
 * the one before it.
 *
 * @param postId a draft, whichever of its thread, or a scheduled post
 * @param holdUntilMs see `PublishingPost`
 * @returns the id of the first that goes out; null when the post is neither, or gone: nothing is stored
 */
export function publishDraft(
  postId: string,
  holdUntilMs: number | "media" | null,
  nowMs: number,
): Promise<string | null> {
  return leaveComposer(postId, { type: "publish-requested", holdUntilMs }, nowMs);
}

/** Has a draft go out at a moment (epoch milliseconds), as {@link publishDraft} does at once. */
export function scheduleDraft(postId: string, atMs: number, nowMs: number): Promise<string | null> {
  return leaveComposer(postId, { type: "schedule-requested", atMs }, nowMs);
}

function leaveComposer(postId: string, event: PostEvent, nowMs: number): Promise<string | null> {
  return changeRecords(["posts", "settings"], async (records) => {
    const [unfinished, openDraftId] = await Promise.all([
      readUnfinished(records),
      records.read("settings").get(OPEN_DRAFT_KEY),
    ]);
    const first =
      draftsOfThread(postId, unfinished)[0] ?? unfinished.find(({ id }) => id === postId);
    const next = applyToPost(records, first, event, nowMs);
    if (next === null) return null;
    const thread = threadOf(next.id, unfinished);
    const following = thread.slice(thread.findIndex(({ id }) => id === next.id) + 1);
    for (const each of following) publishFollowing(records, each, next, nowMs);
    records.put("settings", next.accountId, { key: CHOSEN_ACCOUNT_KEY });
    const left = [next, ...following].some(({ id }) => id === openDraftId);
    if (left) records.delete("settings", OPEN_DRAFT_KEY);
    return next.id;
  });
}

function publishFollowing(
  records: Parameters<typeof applyToPost>[0],
  draft: Post,
  first: Post,
  nowMs: number,
): void {
  const options = { ...first.options, replyLink: "" };
  const alike = applyToPost(records, draft, { type: "options-changed", options }, nowMs);
  const event = { type: "publish-requested", holdUntilMs: null } as const;
  if (alike !== null) applyToPost(records, alike, event, nowMs);
}
