import type { JobControl } from "../runner/job-control";
import { getAttachment } from "../store/attachment-store";
import { getPost } from "../store/post-store";

/**
 * Has something else made of a stored medium of a draft, which is uploaded anew. Does nothing where its post is on
 * its way.
 *
 * @param request stores what is wanted
 */
export async function remakeMedia(
  attachmentId: string,
  { runner }: JobControl,
  request: () => Promise<unknown>,
): Promise<void> {
  const attachment = await getAttachment(attachmentId);
  const post = attachment && (await getPost(attachment.postId));
  if (post?.state !== "draft" && post?.state !== "failed") return;
  // First: what X answers to the former medium, or how that is made, may still be stored as its own.
  await runner.interruptAttachment(attachmentId);
  await request();
  // Whatever an alarm has begun in between is about the former medium.
  await runner.interruptAttachment(attachmentId);
  runner.wakeAttachment(attachmentId);
}
