import type { PageWord } from "../capture/click/ask-page";
import { jobError, JobFailure } from "../errors/job-error";
import type { CaptureSource } from "../jobs/capture-source";
import type { JobControl } from "../runner/job-control";
import { getAttachment } from "../store/attachment-store";
import { getPost } from "../store/post-store";
import { updateAttachment } from "../store/update-attachment";

/**
 * Takes the pixels that the page shows in place of what came from the picture's address. That file is given
 * up for it, so the page is asked first whether it still shows the picture.
 *
 * @param ask asks the picture's page
 * @throws `JobFailure` `page-unreachable` when the page is gone or shows the picture no more: the file stays
 */
export async function takeShown(
  attachmentId: string,
  ask: (source: CaptureSource) => Promise<PageWord>,
  { runner, now }: JobControl,
): Promise<void> {
  const attachment = await getAttachment(attachmentId);
  if (attachment === undefined) return;
  const post = await getPost(attachment.postId);
  // Another window may have published it: then what X has of it goes out.
  if (post?.state !== "draft" && post?.state !== "failed") return;
  const { description } = await ask(attachment.source);
  if (description?.isShown !== true && description?.isReplaced !== true) {
    throw new JobFailure(jobError("page-unreachable", "capture"));
  }
  await runner.interruptAttachment(attachmentId);
  await updateAttachment(attachmentId, { type: "shown-wanted" }, now());
  runner.wakeAttachment(attachmentId);
}
