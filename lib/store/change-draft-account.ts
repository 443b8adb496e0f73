import type { Attachment } from "../jobs/attachment";
import type { Post } from "../jobs/post";
import { applyToAttachment, applyToPost } from "./apply-events";
import { draftsOfThread } from "../jobs/thread";
import { changeRecords } from "./change-records";
import { readUnfinished } from "./thread-store";

/**
 * Has a draft and all others of its thread go out with another account, in one transaction with their media: what
 * the former account has uploaded cannot be used by another, so their uploads begin anew from the stored bytes.
 *
 * @returns the ids of the attachments that are to be uploaded anew; null when there was nothing to change
 */
export function changeDraftAccount(
  postId: string,
  accountId: string,
  nowMs: number,
): Promise<readonly string[] | null> {
  return changeRecords(["posts", "attachments"], async (records) => {
    const drafts = draftsOfThread(postId, await readUnfinished(records));
    const changed = drafts.filter((draft) => draft.accountId !== accountId);
    const restarted: string[] = [];
    for (const draft of changed) {
      const attachments = await records.read("attachments").index("byPost").getAll(draft.id);
      restarted.push(...(chooseAccountOf(records, draft, attachments, accountId, nowMs) ?? []));
    }
    return changed.length === 0 ? null : restarted;
  });
}

/**
 * Has a draft and its media go with another account, within a change of records.
 *
 * @returns the ids of the attachments that are to be uploaded anew; null when the post is no draft
 */
export function chooseAccountOf(
  records: Parameters<typeof applyToPost>[0] & Parameters<typeof applyToAttachment>[0],
  post: Post,
  attachments: readonly Attachment[],
  accountId: string,
  nowMs: number,
): readonly string[] | null {
  const event = { type: "account-chosen", accountId } as const;
  if (applyToPost(records, post, event, nowMs) === null) return null;
  const restarted: string[] = [];
  for (const attachment of attachments) {
    const changed = changeAccount(attachment);
    if (changed?.state === "uploading") restarted.push(attachment.id);
  }
  return restarted;

  function changeAccount(attachment: Attachment): Attachment | null {
    return applyToAttachment(records, attachment, { type: "account-changed", accountId }, nowMs);
  }
}
