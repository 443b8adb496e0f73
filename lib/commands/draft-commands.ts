import type { JobControl } from "../runner/job-control";
import { type AttachmentOptions, isAttachmentBusy, sameOptions } from "../jobs/attachment";
import type { Post } from "../jobs/post";
import { deleteBytes } from "../store/byte-store";
import { getAttachment, getAttachments } from "../store/attachment-store";
import { updateAttachment } from "../store/update-attachment";
import { publishDraft } from "../store/publish-draft";
import { getOpenDraftId, setOpenDraftId } from "../store/open-draft-store";
import { deletePost } from "../store/delete-post-record";
import { getPost, updatePost } from "../store/post-store";
import { listFollowing, takeIntoComposer } from "../store/thread-store";
import { parsePostLink } from "../rules/post-link";

/** Stores the text of a draft. */
export async function editText(postId: string, text: string, { now }: JobControl): Promise<void> {
  await updatePost(postId, { type: "text-edited", text }, now());
}

/** Stores an alt text; X is told when the post is published. */
export async function editAltText(
  attachmentId: string,
  altText: string,
  { now }: JobControl,
): Promise<void> {
  await updateAttachment(attachmentId, { type: "alt-text-edited", altText }, now());
}

/** Stores category and owners; X fixes both when an upload begins, so it begins anew. */
export async function setOptions(
  attachmentId: string,
  options: AttachmentOptions,
  { runner, now }: JobControl,
): Promise<void> {
  const attachment = await getAttachment(attachmentId);
  if (attachment === undefined || sameOptions(attachment.options, options)) return;
  await updateAttachment(attachmentId, { type: "options-changed", options }, now());
  // Captured bytes are the same whatever they are uploaded as.
  if (attachment.state === "capturing" || attachment.state === "converting") return;
  await runner.interruptAttachment(attachmentId);
  // Once more: X's answer to the old upload may have come at the last moment.
  await updateAttachment(attachmentId, { type: "options-changed", options }, now());
  runner.wakeAttachment(attachmentId);
}

/** Ends an attachment: stored first, then its request is aborted and its bytes are freed. */
export async function cancelAttachment(
  attachmentId: string,
  { runner, now }: JobControl,
): Promise<void> {
  const cancelled = await updateAttachment(attachmentId, { type: "cancelled" }, now());
  await runner.interruptAttachment(attachmentId);
  await deleteBytes(attachmentId);
  // It may have been what a published post was waiting for.
  if (cancelled?.applied === true) runner.wakePost(cancelled.attachment.postId);
}

/** Lets a failed attachment go on from where it failed. */
export async function retryAttachment(
  attachmentId: string,
  { runner, now }: JobControl,
): Promise<void> {
  await updateAttachment(attachmentId, { type: "retried" }, now());
  runner.wakeAttachment(attachmentId);
}

/** The person has agreed to lose the end of a video that breaks one of X's limits. */
export async function trimAttachment(
  attachmentId: string,
  { runner, now }: JobControl,
): Promise<void> {
  await updateAttachment(attachmentId, { type: "trim-requested" }, now());
  runner.wakeAttachment(attachmentId);
}

/** The person has chosen one of the streams that a page plays. */
export async function chooseStream(
  attachmentId: string,
  url: string,
  { runner, now }: JobControl,
): Promise<void> {
  await updateAttachment(attachmentId, { type: "stream-chosen", url }, now());
  runner.wakeAttachment(attachmentId);
}

/**
 * The person pressed Post. Pressing twice, or in two windows, is pressing once.
 *
 * @param holdUntilMs see `PublishingPost`
 */
export async function publishPost(
  postId: string,
  { runner, now }: JobControl,
  holdUntilMs: number | "media" | null = null,
): Promise<void> {
  const firstId = await publishDraft(postId, holdUntilMs, now());
  if (firstId !== null) runner.wakePost(firstId);
}

/**
 * Ends a post before it is made: requests are aborted, nothing is posted, bytes are freed. What waits behind it in
 * a thread ends with it.
 */
export async function cancelPost(postId: string, control: JobControl): Promise<void> {
  // The last first: a death on the way leaves none that waits for one that is cancelled.
  for (const { id, state } of (await listFollowing(postId)).toReversed()) {
    if (state === "publishing") await cancelOne(id, control);
  }
  await cancelOne(postId, control);
}

async function cancelOne(postId: string, control: JobControl): Promise<void> {
  const cancelled = await updatePost(postId, { type: "cancelled" }, control.now());
  await control.runner.interruptPost(postId);
  // A call that was under way is looked for first: bytes stay until it is known.
  control.runner.wakePost(postId);
  if (cancelled?.post.state === "cancelled") {
    if ((await getOpenDraftId()) === postId) await setOpenDraftId(null);
    for (const id of cancelled.post.attachmentIds) await cancelAttachment(id, control);
  }
}

/** Lets a failed post, or an unsure one by the person's word, go on from where it stopped. */
export async function retryPost(postId: string, control: JobControl): Promise<void> {
  // A look for the post that is under way ends first: it may have found it.
  if ((await getPost(postId))?.state === "unsure") await control.runner.interruptPost(postId);
  const before = await getPost(postId);
  if (before === undefined) return;
  const attachments = await getAttachments(before.attachmentIds);
  for (const attachment of attachments) {
    if (attachment.state === "failed") await retryAttachment(attachment.id, control);
    else if (attachment.state === "ready" && refusesMedia(before)) {
      await updateAttachment(
        attachment.id,
        { type: "upload-restarted", by: "person" },
        control.now(),
      );
      control.runner.wakeAttachment(attachment.id);
    } else if (isAttachmentBusy(attachment)) control.runner.wakeAttachment(attachment.id);
  }
  await updatePost(postId, { type: "retried" }, control.now());
  control.runner.wakePost(postId);
}

/** X has refused the media ids, in the post or with their alt texts: only a new upload can help. */
function refusesMedia(post: Post): boolean {
  if (post.state !== "failed") return false;
  const { code, stage } = post.error;
  return code === "media-refused" || (code === "invalid-request" && stage === "alt-text");
}

/** The person has looked: the post exists, where X shows one like it as that one. */
export async function confirmPosted(postId: string, control: JobControl): Promise<void> {
  await control.runner.interruptPost(postId);
  const post = await getPost(postId);
  const seenUrl = post?.state === "unsure" ? (post.similarUrl ?? null) : null;
  const xPostId = seenUrl === null ? null : parsePostLink(seenUrl);
  const url = xPostId === null ? null : seenUrl;
  await updatePost(postId, { type: "created", xPostId, url }, control.now());
  // Whose bytes are needed no more.
  control.runner.wakePost(postId);
}

/** Shows a draft in the composer; a failed post becomes a draft again. */
export async function openDraft(postId: string, { now }: JobControl): Promise<void> {
  await takeIntoComposer(postId, now());
}

/** Deletes a post that is at rest with all that belongs to it; one under way is cancelled first. */
export async function discardPost(postId: string, control: JobControl): Promise<void> {
  await cancelPost(postId, control);
  const post = await getPost(postId);
  // A call may be out, or its outcome unknown: forgetting it could lead to a second post.
  if (post === undefined || post.state === "posting" || post.state === "unsure") return;
  if ((await getOpenDraftId()) === postId) await setOpenDraftId(null);
  for (const id of await deletePost(postId)) control.runner.wakePost(id);
}
