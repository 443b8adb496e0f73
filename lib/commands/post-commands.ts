import { newDraft } from "../jobs/new-records";
import { getChosenAccountId } from "../store/chosen-account-store";
import { getAttachment } from "../store/attachment-store";
import { getOpenDraftId, setOpenDraftId } from "../store/open-draft-store";
import { scheduleDraft } from "../store/publish-draft";
import { listThread } from "../store/thread-store";
import { createDraft, getPost, updatePost } from "../store/post-store";
import type { PostOptions } from "../jobs/post-options";
import { cancelPost, discardPost, openDraft, publishPost } from "./draft-commands";
import type { JobControl } from "../runner/job-control";

/** Stores the options of a draft. */
export async function setPostOptions(
  postId: string,
  options: PostOptions,
  { now }: JobControl,
): Promise<void> {
  await updatePost(postId, { type: "options-changed", options }, now());
}

/** Begins an empty draft and shows it; the one that was shown stays, unless it is empty itself. */
export async function beginDraft(control: JobControl): Promise<void> {
  const draft = newDraft(control.now(), await getChosenAccountId());
  await createDraft(draft);
  await showDraft(draft.id, control);
}

/** Shows a draft in the composer; a failed post becomes a draft again. An empty one that is left goes. */
export async function showDraft(postId: string, control: JobControl): Promise<void> {
  const leftId = await getOpenDraftId();
  await openDraft(postId, control);
  if (leftId === undefined || leftId === postId || (await getOpenDraftId()) !== postId) return;
  const left = await getPost(leftId);
  // One of a thread keeps its place there.
  if ((await listThread(leftId)).length > 1) return;
  const isEmpty =
    left?.state === "draft" &&
    left.text.trim() === "" &&
    left.attachmentIds.length === 0 &&
    left.removal === null;
  if (isEmpty) await discardPost(leftId, control);
}

/** Has a draft go out at a moment (epoch milliseconds); one that has passed is now. */
export async function schedulePost(
  postId: string,
  atMs: number,
  { runner, now }: JobControl,
): Promise<void> {
  const nowMs = now();
  const firstId = await scheduleDraft(postId, Math.max(atMs, nowMs), nowMs);
  if (firstId !== null) runner.wakePost(firstId);
}

/** Publishes the post of a picture by itself, some seconds after its picture is there to be seen. */
export async function publishByItself(attachmentId: string, control: JobControl): Promise<void> {
  const attachment = await getAttachment(attachmentId);
  if (attachment === undefined) return;
  await publishPost(attachment.postId, control, "media");
}

/**
 * The person undoes a post that is held back: it is a draft again, in the composer. Too late for that,
 * it is cancelled like any other.
 */
export async function undoPost(postId: string, control: JobControl): Promise<void> {
  const post = await getPost(postId);
  if (post?.state !== "publishing") return;
  const undone = await updatePost(postId, { type: "returned-to-draft" }, control.now());
  if (undone?.applied === true) await setOpenDraftId(postId);
  else await cancelPost(postId, control);
}
