import type { PictureEdit } from "../edit/picture-edit";
import type { JobControl } from "../runner/job-control";
import { getAttachment } from "../store/attachment-store";
import { getPost } from "../store/post-store";
import { requestEdit } from "../store/request-edit";

/**
 * Makes another picture of a picture of a draft: drawn from what was captured, and uploaded anew. Does
 * nothing where its post is on its way, or where it is no picture that can be edited.
 */
export async function editPicture(
  attachmentId: string,
  edit: PictureEdit,
  { runner, now }: JobControl,
): Promise<void> {
  const attachment = await getAttachment(attachmentId);
  const post = attachment && (await getPost(attachment.postId));
  if (post?.state !== "draft" && post?.state !== "failed") return;
  // First: what X answers to the former picture, or how that is drawn, may still be stored as its own.
  await runner.interruptAttachment(attachmentId);
  await requestEdit(attachmentId, edit, crypto.randomUUID(), now());
  // Whatever an alarm has begun in between is about the former picture.
  await runner.interruptAttachment(attachmentId);
  runner.wakeAttachment(attachmentId);
}
