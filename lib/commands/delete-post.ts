import { isDeletable } from "../jobs/delete-post";
import { UNDO_DELETE_MS } from "../jobs/post";
import { ownAttachmentIds } from "../jobs/removals";
import type { JobControl } from "../runner/job-control";
import { getOpenDraftId, setOpenDraftId } from "../store/open-draft-store";
import { writtenPartOf } from "../jobs/thread";
import { deletePost } from "../store/delete-post-record";
import { getPost, listDeletedPosts, updatePost } from "../store/post-store";
import { listFollowing, listThread, listUnfinished } from "../store/thread-store";
import { cancelPost } from "./draft-commands";
import { restAttachment } from "./rest-attachment";

/**
 * Deletes a draft, a scheduled post or one at rest so that it can be brought back for a while with all its bytes; its
 * requests are aborted at once. One that waits to be posted is cancelled first. The browser may end the
 * worker at any time: the record says until when, and {@link finishDeletions} does the rest.
 */
export async function deleteForNow(postId: string, control: JobControl): Promise<void> {
  const post = await getPost(postId);
  if (post?.state === "deleted") return;
  const isUnderWay = post !== undefined && !isDeletable(post);
  if (isUnderWay) await cancelPost(postId, control);
  const wasOpen = (await getOpenDraftId()) === postId;
  const nowMs = control.now();
  const event = { type: "deleted", untilMs: nowMs + UNDO_DELETE_MS, wasOpen } as const;
  const deleted = await updatePost(postId, event, nowMs);
  if (deleted?.applied !== true) return;
  if (wasOpen) await setOpenDraftId(await findNeighbour(postId));
  for (const id of ownAttachmentIds(deleted.post)) await restAttachment(id, control);
  // What has waited behind it goes on when it is too late to undo.
  for (const { id } of await listFollowing(postId)) control.runner.wakePost(id);
}

/** The draft of a deleted one's thread that the composer shows next: the one before it, else the one after it. */
async function findNeighbour(postId: string): Promise<string | null> {
  const part = writtenPartOf(postId, await listUnfinished());
  const at = part.findIndex(({ id }) => id === postId);
  const nearest = [...part.slice(0, Math.max(0, at)).toReversed(), ...part.slice(at + 1)];
  return nearest.find(({ state }) => state === "draft")?.id ?? null;
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
    if (untilMs <= control.now()) await finishDeletion(id, control);
  }
}

/** Ends what can be brought back among a draft's thread: it goes out as it is shown. */
export async function finishDeletionsOfThread(postId: string, control: JobControl): Promise<void> {
  for (const { id, state } of await listThread(postId)) {
    if (state === "deleted") await finishDeletion(id, control);
  }
}

async function finishDeletion(id: string, { runner }: JobControl): Promise<void> {
  for (const next of await deletePost(id, ({ state }) => state === "deleted"))
    runner.wakePost(next);
}
