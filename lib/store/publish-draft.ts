import { transitionPost } from "../jobs/post-transition";
import { announceChange } from "./change-notice";
import { CHOSEN_ACCOUNT_KEY } from "./chosen-account-store";
import { openDatabase } from "./database";
import { OPEN_DRAFT_KEY } from "./open-draft-store";

/**
 * Has a draft go out, in one transaction with what follows from it: the composer shows it no more, and
 * the next draft begins with its account. One transaction, because each one more would stand in the way
 * of the call that is about to be made.
 *
 * @param holdUntilMs epoch milliseconds before which nothing goes out; null: at once
 * @returns false when the post is no draft, or gone: nothing is stored
 */
export async function publishDraft(
  postId: string,
  holdUntilMs: number | null,
  nowMs: number,
): Promise<boolean> {
  const database = await openDatabase();
  const transaction = database.transaction(["posts", "settings"], "readwrite");
  const posts = transaction.objectStore("posts");
  const settings = transaction.objectStore("settings");
  const [draft, openDraftId] = await Promise.all([posts.get(postId), settings.get(OPEN_DRAFT_KEY)]);
  const event = { type: "publish-requested", holdUntilMs } as const;
  const next = draft && transitionPost(draft, event, nowMs);
  if (!next) return false;
  await Promise.all([
    posts.put(next),
    settings.put(next.accountId, CHOSEN_ACCOUNT_KEY),
    openDraftId === postId && settings.delete(OPEN_DRAFT_KEY),
    transaction.done,
  ]);
  announceChange({ table: "posts", id: postId });
  announceChange({ table: "settings", id: OPEN_DRAFT_KEY });
  return true;
}
