import type { Attachment } from "../../../lib/jobs/attachment";
import type { AttachmentEvent } from "../../../lib/jobs/attachment-event";
import { transitionAttachment } from "../../../lib/jobs/attachment-transition";

/** What becomes of an attachment by events, one after the other. @throws where one has no meaning */
export function applyEvents(
  attachment: Attachment,
  ...events: readonly AttachmentEvent[]
): Attachment {
  return events.reduce((before, event) => {
    const after = transitionAttachment(before, event, 5000);
    if (after === null) throw new Error(`${event.type} has no meaning`);
    return after;
  }, attachment);
}
