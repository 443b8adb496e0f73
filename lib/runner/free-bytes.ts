import type { Attachment } from "../jobs/attachment";
import { filmToDraw } from "../jobs/film-thumbnail";
import { ownAttachmentIds } from "../jobs/removals";
import { getAttachment } from "../store/attachment-store";
import { updateAttachment } from "../store/update-attachment";
import { deleteBytes, listStoredBytes } from "../store/byte-store";
import { freeForgottenFiles } from "../store/local-file-store";
import { getPost } from "../store/post-store";

/** Frees the bytes of a post that needs them no more: made, or ended before it was. */
export async function freeFinishedPost(postId: string, nowMs: number): Promise<void> {
  const post = await getPost(postId);
  if (post?.state !== "posted" && post?.state !== "cancelled") return;
  for (const id of post.attachmentIds) {
    if (post.state === "cancelled") await updateAttachment(id, { type: "cancelled" }, nowMs);
    await deleteBytes(id);
  }
}

/**
 * Frees what a worker that died right after a job's last change has not freed. Call when jobs are
 * resumed.
 *
 * @returns the posts that are out and keep their bytes, as a thumbnail is drawn from them first
 */
export async function freeForgottenBytes(nowMs: number): Promise<ReadonlySet<string>> {
  const kept = new Set<string>();
  for (const id of await listStoredBytes()) {
    const attachment = await getAttachment(id);
    if (attachment === undefined || isUseless(attachment) || (await isLetGo(attachment))) {
      await deleteBytes(id);
    } else if (await isDrawnFirst(attachment)) {
      kept.add(attachment.postId);
    } else {
      await freeFinishedPost(attachment.postId, nowMs);
    }
  }
  await freeForgottenFiles(nowMs);
  return kept;
}

/** Whether its post is out, and the activity list has no picture of its film. */
async function isDrawnFirst(attachment: Attachment): Promise<boolean> {
  return filmToDraw(attachment) !== null && (await getPost(attachment.postId))?.state === "posted";
}

/** Whether its post is gone, or holds it no more, not even to be put back. */
async function isLetGo({ id, postId }: Attachment): Promise<boolean> {
  const post = await getPost(postId);
  if (post !== undefined && ownAttachmentIds(post).includes(id)) return false;
  // One that was moved to another draft between the two looks belongs there.
  return (await getAttachment(id))?.postId === postId;
}

/** Whether nothing will be made of an attachment's bytes: a retry of such a capture begins anew. */
function isUseless(attachment: Attachment): boolean {
  switch (attachment.state) {
    case "cancelled":
      return true;
    case "failed":
      return (
        attachment.resume.from === "capture" &&
        attachment.resume.mark === null &&
        attachment.resume.stream === undefined
      );
    default:
      return false;
  }
}
