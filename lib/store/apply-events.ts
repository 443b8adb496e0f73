import type { Attachment } from "../jobs/attachment";
import type { AttachmentEvent } from "../jobs/attachment-event";
import { transitionAttachment } from "../jobs/attachment-transition";
import type { Post } from "../jobs/post";
import type { PostEvent } from "../jobs/post-event";
import { transitionPost } from "../jobs/post-transition";

/**
 * Has an event happen to a post within a change of records; what it becomes is written with the rest.
 *
 * Apart from what reads posts: a page that only shows them does not load the machines.
 *
 * @returns the post as it becomes; null where it is gone or the event has no meaning in its state
 */
export function applyToPost(
  records: { put(table: "posts", record: Post): void },
  post: Post | undefined,
  event: PostEvent,
  nowMs: number,
): Post | null {
  const next = post === undefined ? null : transitionPost(post, event, nowMs);
  if (next !== null) records.put("posts", next);
  return next;
}

/** As {@link applyToPost}, for an attachment. */
export function applyToAttachment(
  records: {
    put(table: "attachments", record: Attachment, how: { readonly isProgress: boolean }): void;
  },
  attachment: Attachment | undefined,
  event: AttachmentEvent,
  nowMs: number,
): Attachment | null {
  const next = attachment === undefined ? null : transitionAttachment(attachment, event, nowMs);
  if (next !== null) records.put("attachments", next, { isProgress: PROGRESS.has(event.type) });
  return next;
}

/** After these an attachment is what it was, with other numbers. */
const PROGRESS: ReadonlySet<AttachmentEvent["type"]> = new Set([
  "bytes-received",
  "segments-moved",
]);
