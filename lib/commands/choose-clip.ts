import type { ClipSpan } from "../media/clip-span";
import type { JobControl } from "../runner/job-control";
import { getAttachment } from "../store/attachment-store";
import { getPost } from "../store/post-store";
import { requestClip } from "../store/request-clip";

/**
 * Posts a part of a video of a draft, or all of it, which is uploaded anew. Does nothing where its post is on its
 * way, or where no video is stored whole.
 *
 * @param span null: all of it
 * @param filmMs how long the video is, as the page that shows it has measured
 */
export async function chooseClip(
  attachmentId: string,
  span: ClipSpan | null,
  filmMs: number,
  { runner, now }: JobControl,
): Promise<void> {
  const attachment = await getAttachment(attachmentId);
  const post = attachment && (await getPost(attachment.postId));
  if (post?.state !== "draft" && post?.state !== "failed") return;
  // First: what X answers to the former film, or how that is cut, may still be stored as its own.
  await runner.interruptAttachment(attachmentId);
  await requestClip(attachmentId, span, filmMs, now());
  // Whatever an alarm has begun in between is about the former film.
  await runner.interruptAttachment(attachmentId);
  runner.wakeAttachment(attachmentId);
}
