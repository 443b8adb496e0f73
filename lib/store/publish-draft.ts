import type { Post } from "../jobs/post";
import type { PostEvent } from "../jobs/post-event";
import { applyToPost } from "./apply-events";
import { changeRecords } from "./change-records";
import { CHOSEN_ACCOUNT_KEY } from "./chosen-account-store";
import { OPEN_DRAFT_KEY } from "./open-draft-store";

/**
 * Has a draft go out, in one transaction with what follows from it: the composer shows it no more, and
 * the next draft begins with its account. One transaction, because each one more would stand in the way
 * of the call that is about to be made. What follows it in a thread goes along: each post waits for the one
 * before it.
 *
 * @param holdUntilMs see `PublishingPost`
 * @returns false when the post is no draft, or gone: nothing is stored
 */
export function publishDraft(
  postId: string,
  holdUntilMs: number | "media" | null,
  nowMs: number,
): Promise<boolean> {
  return leaveComposer(postId, { type: "publish-requested", holdUntilMs }, nowMs);
}

/** Has a draft go out at a moment (epoch milliseconds), as {@link publishDraft} does at once. */
export function scheduleDraft(postId: string, atMs: number, nowMs: number): Promise<boolean> {
  return leaveComposer(postId, { type: "schedule-requested", atMs }, nowMs);
}

function leaveComposer(postId: string, event: PostEvent, nowMs: number): Promise<boolean> {
  return changeRecords(["posts", "settings"], async (records) => {
    const [draft, openDraftId] = await Promise.all([
      records.read("posts").get(postId),
      records.read("settings").get(OPEN_DRAFT_KEY),
    ]);
    const next = applyToPost(records, draft, event, nowMs);
    if (next === null) return false;
    const drafts = await records.read("posts").index("byState").getAll("draft");
    publishFollowing(records, next.id, drafts, nowMs);
    records.put("settings", next.accountId, { key: CHOSEN_ACCOUNT_KEY });
    if (openDraftId === postId) records.delete("settings", OPEN_DRAFT_KEY);
    return true;
  });
}

function publishFollowing(
  records: Parameters<typeof applyToPost>[0],
  firstId: string,
  drafts: readonly Post[],
  nowMs: number,
): void {
  const event = { type: "publish-requested", holdUntilMs: null } as const;
  let lastId: string | null = firstId;
  while (lastId !== null) {
    const following: Post | undefined = drafts.find(({ afterId }) => afterId === lastId);
    applyToPost(records, following, event, nowMs);
    lastId = following?.id ?? null;
  }
}
