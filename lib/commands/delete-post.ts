import { isDeletable } from "../jobs/delete-post";
import { UNDO_DELETE_MS } from "../jobs/post";
import { ownAttachmentIds } from "../jobs/removals";
import type { JobControl } from "../runner/job-control";
import { getOpenDraftId, setOpenDraftId } from "../store/open-draft-store";
import { deletePost, getPost, listDeletedPosts, updatePost } from "../store/post-store";
import { cancelPost } from "./draft-commands";
import { restAttachment } from "./rest-attachment";

/**
 * Deletes a draft, a scheduled post or one at rest so that it can be brought back for a while with all its bytes; its
 * requests are aborted at once. One that waits to be posted is cancelled first. The browser may end the
 * worker at any time: the record says until when, and {@link finishDeletions} does the rest.
 */
export async function deleteForNow(postId: string, control: JobControl): Promise<void> {
  const post = await getPost(postId);
  const isUnderWay = post !== undefined && !isDeletable(post);
  if (isUnderWay) await cancelPost(postId, control);
  const wasOpen = (await getOpenDraftId()) === postId;
  const nowMs = control.now();
  const event = { type: "deleted", untilMs: nowMs + UNDO_DELETE_MS, wasOpen } as const;
  const deleted = await updatePost(postId, event, nowMs);
  if (deleted?.applied !== true) return;
  if (wasOpen) await setOpenDraftId(null);
  for (const id of ownAttachmentIds(deleted.post)) await restAttachment(id, control);
}

/** Brings a deleted post back as it was; its uploads go on, and the composer shows it if it did. */
export async function undoDeletion(postId: string, control: JobControl): Promise<void> {
  const deleted = await getPost(postId);
  if (deleted?.state !== "deleted") return;
  const undone = await updatePost(postId, { type: "deletion-undone" }, control.now());
  if (undone?.applied !== true) return;
  if (deleted.wasOpen) await setOpenDraftId(postId);
  for (const id of deleted.attachmentIds) control.runner.wakeAttachment(id);
  // One that is scheduled still has its moment.
  control.runner.wakePost(postId);
}

/** Frees all deleted posts that can no longer be brought back. */
export async function finishDeletions(control: JobControl): Promise<void> {
  for (const { id, untilMs } of await listDeletedPosts()) {
    // It may have been brought back since it was listed.
    if (untilMs <= control.now()) await deletePost(id, ({ state }) => state === "deleted");
  }
}
