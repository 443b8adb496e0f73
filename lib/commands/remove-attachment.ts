import { jobError, JobFailure } from "../errors/job-error";
import { UNDO_DELETE_MS } from "../jobs/post";
import { listRemovals } from "../jobs/removals";
import { refuseMix } from "../media/media-mix";
import { deleteAttachment, getAttachment, getAttachments } from "../store/attachment-store";
import { getPost, updatePost } from "../store/post-store";
import { listDraftsOfThread, listThread } from "../store/thread-store";
import { knownCategory } from "../jobs/known-category";
import { cancelAttachment, discardPost } from "./draft-commands";
import { deleteForNow, finishDeletionsOfThread } from "./delete-post";
import { restAttachment } from "./rest-attachment";
import type { JobControl } from "../runner/job-control";

/**
 * Takes an attachment out of its draft: its request is aborted at once, its bytes are freed when it
 * is too late to undo. The last one of a draft without words takes the draft along.
 */
export async function removeAttachment(attachmentId: string, control: JobControl): Promise<void> {
  const attachment = await getAttachment(attachmentId);
  if (attachment === undefined) return;
  const post = await getPost(attachment.postId);
  const isLast = post?.attachmentIds.length === 1 && post.attachmentIds[0] === attachmentId;
  const isAlone = post !== undefined && (await listThread(post.id)).length === 1;
  if (post?.state === "draft" && isLast && isAlone && post.text.trim() === "") {
    await deleteForNow(post.id, control);
    return;
  }
  const untilMs = control.now() + UNDO_DELETE_MS;
  const event = { type: "attachment-set-aside", attachmentId, untilMs } as const;
  const removed = await updatePost(attachment.postId, event, control.now());
  if (removed?.applied === true) await restAttachment(attachmentId, control);
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

/**
 * Ends what can be put back of a draft: its bytes are freed. Without anything left the draft goes, too.
 *
 * @param atMs epoch milliseconds: only what can be put back until then; absent: all
 */
export async function finishRemovals(
  postId: string,
  control: JobControl,
  atMs: number = Infinity,
): Promise<void> {
  const post = await getPost(postId);
  if (post?.state !== "draft") return;
  for (const { attachmentId, untilMs } of listRemovals(post)) {
    if (untilMs > atMs) continue;
    const over = await updatePost(postId, { type: "removal-over", attachmentId }, control.now());
    // It may have been put back since it was listed.
    if (over?.applied !== true) continue;
    await forget(attachmentId, postId, control);
  }
}

/** Ends what can be put back of a draft and of all others of its thread, and its posts that can be brought back. */
export async function finishRemovalsOfThread(postId: string, control: JobControl): Promise<void> {
  await finishDeletionsOfThread(postId, control);
  await finishRemovals(postId, control);
  for (const { id } of await listDraftsOfThread(postId)) await finishRemovals(id, control);
}

async function forget(attachmentId: string, postId: string, control: JobControl): Promise<void> {
  await cancelAttachment(attachmentId, control);
  await deleteAttachment(attachmentId);
  const post = await getPost(postId);
  if (post?.state !== "draft" || post.removal !== null) return;
  const isEmpty = post.attachmentIds.length === 0 && post.text.trim() === "";
  // One of a thread keeps its place there.
  if (isEmpty && (await listThread(postId)).length === 1) {
    await discardPost(postId, control);
  }
}
