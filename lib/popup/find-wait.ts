import { type Attachment, isAttachmentBusy } from "../jobs/attachment";
import type { Wait } from "../jobs/wait";
import type { Job } from "../jobs/job";

/** What an attachment waits for before it goes on; null when it does not wait. */
export function findAttachmentWait(attachment: Attachment): Wait | null {
  // A conversion needs nobody but this browser.
  if (!isAttachmentBusy(attachment) || attachment.state === "converting") return null;
  return attachment.wait;
}

/** What a post waits for: its own step first, else the first attachment that waits. */
export function findPostWait({ post, attachments }: Job): Wait | null {
  if (post.state === "publishing" && post.wait !== null) return post.wait;
  if (post.state === "unsure") return post.wait ?? null;
  if (post.state !== "publishing" && post.state !== "draft") return null;
  for (const attachment of attachments) {
    const wait = findAttachmentWait(attachment);
    if (wait !== null) return wait;
  }
  return null;
}
