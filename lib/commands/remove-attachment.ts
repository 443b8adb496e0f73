import { jobError, JobFailure } from "../errors/job-error";
import { refuseMix } from "../media/media-mix";
import { deleteAttachment, getAttachment, getAttachments } from "../store/attachment-store";
import { getPost, updatePost } from "../store/post-store";
import type { Attachment } from "../jobs/attachment";
import { knownCategory } from "../jobs/known-category";
import { cancelAttachment, discardPost } from "./draft-commands";
import type { JobControl } from "../runner/job-control";

/** How long a removed medium can be put back. */
export const UNDO_REMOVAL_MS = 6_000;

/**
 * Takes an attachment out of its draft: its request is aborted at once, its bytes are freed when it
 * is too late to undo. One that has no bytes yet, or has failed, is gone at once.
 */
export async function removeAttachment(attachmentId: string, control: JobControl): Promise<void> {
  const attachment = await getAttachment(attachmentId);
  if (attachment === undefined) return;
  const { postId } = attachment;
  await finishRemoval(postId, control);
  if (!canBePutBack(attachment)) {
    const event = { type: "attachment-removed", attachmentId } as const;
    const removed = await updatePost(postId, event, control.now());
    if (removed?.applied !== false) await forget(attachmentId, postId, control);
    return;
  }
  const untilMs = control.now() + UNDO_REMOVAL_MS;
  const event = { type: "attachment-set-aside", attachmentId, untilMs } as const;
  const removed = await updatePost(postId, event, control.now());
  if (removed?.applied === true) await control.runner.interruptAttachment(attachmentId);
}

/**
 * Puts the medium that was removed last back where it stood; its upload goes on.
 *
 * @throws `JobFailure` `mix-not-allowed` or `too-many-images` when the draft has no place for it any more
 */
export async function undoRemoval(postId: string, control: JobControl): Promise<void> {
  const post = await getPost(postId);
  if (post?.state !== "draft" || post.removal === null) return;
  const { attachmentId } = post.removal;
  const all = await getAttachments([...post.attachmentIds, attachmentId]);
  const refusal = refuseMix(all.map(knownCategory).filter((category) => category !== null));
  if (refusal !== null) throw new JobFailure(jobError(refusal, "post"));
  await updatePost(postId, { type: "removal-undone", attachmentId }, control.now());
  control.runner.wakeAttachment(attachmentId);
}

/** Ends what can be put back of a draft: its bytes are freed. Without anything left the draft goes, too. */
export async function finishRemoval(postId: string, control: JobControl): Promise<void> {
  const post = await getPost(postId);
  if (post?.state !== "draft" || post.removal === null) return;
  const { attachmentId } = post.removal;
  await updatePost(postId, { type: "removal-over", attachmentId }, control.now());
  await forget(attachmentId, postId, control);
}

async function forget(attachmentId: string, postId: string, control: JobControl): Promise<void> {
  await cancelAttachment(attachmentId, control);
  await deleteAttachment(attachmentId);
  const post = await getPost(postId);
  if (post?.state === "draft" && post.attachmentIds.length === 0 && post.text.trim() === "") {
    await discardPost(postId, control);
  }
}

function canBePutBack({ state }: Attachment): boolean {
  return state === "uploading" || state === "processing" || state === "ready";
}
