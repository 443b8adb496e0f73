import { firstText } from "../capture/click/prefill-draft";
import { newDraft } from "../jobs/new-records";
import type { JobControl } from "../runner/job-control";
import { getAttachments } from "../store/attachment-store";
import { getPost, moveToNewDraft } from "../store/post-store";

/**
 * Makes media of a draft a post of their own, with the text that the template makes for the first of them,
 * and shows it. What is no longer in the draft stays where it is.
 */
export async function splitDraft(
  postId: string,
  attachmentIds: readonly string[],
  { now }: JobControl,
): Promise<void> {
  const draft = await getPost(postId);
  if (draft?.state !== "draft") return;
  const [first] = await getAttachments(attachmentIds);
  if (first === undefined) return;
  const text = await firstText(first.source, first.altText, draft.accountId);
  await moveToNewDraft(attachmentIds, newDraft(now(), draft.accountId, { text }), now());
}
