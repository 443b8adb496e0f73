import type { Attachment } from "../jobs/attachment";
import type { AttachmentEvent } from "../jobs/attachment-event";
import { applyToAttachment } from "./apply-events";
import { changeRecords } from "./change-records";

/**
 * Applies an event to the stored attachment in one transaction, so that two contexts cannot both
 * take the same step. Returns the attachment as it now stands, and whether the event had a meaning
 * in its state; undefined when the attachment is gone.
 *
 * Apart from what reads attachments: a page that only shows them does not load the machine.
 *
 * @param accountId whose work the event is the outcome of: it means nothing any more when the
 *   attachment goes with another account by now
 */
export function updateAttachment(
  id: string,
  event: AttachmentEvent,
  nowMs: number,
  accountId?: string,
): Promise<{ readonly attachment: Attachment; readonly applied: boolean } | undefined> {
  return changeRecords(["attachments"], async (records) => {
    const current = await records.read("attachments").get(id);
    if (current === undefined) return undefined;
    const isForeign = accountId !== undefined && accountId !== current.accountId;
    const next = isForeign ? null : applyToAttachment(records, current, event, nowMs);
    return { attachment: next ?? current, applied: next !== null };
  });
}
