import type { Attachment } from "../jobs/attachment";
import type { AttachmentEvent } from "../jobs/attachment-event";
import { transitionAttachment } from "../jobs/attachment-transition";
import { announceChange } from "./change-notice";
import { openDatabase } from "./database";

/** After these an attachment is what it was, with other numbers. */
const PROGRESS: ReadonlySet<AttachmentEvent["type"]> = new Set([
  "bytes-received",
  "segments-moved",
]);

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
export async function updateAttachment(
  id: string,
  event: AttachmentEvent,
  nowMs: number,
  accountId?: string,
): Promise<{ readonly attachment: Attachment; readonly applied: boolean } | undefined> {
  const database = await openDatabase();
  const transaction = database.transaction("attachments", "readwrite");
  const current = await transaction.store.get(id);
  if (current === undefined) return undefined;
  const isForeign = accountId !== undefined && accountId !== current.accountId;
  const next = isForeign ? null : transitionAttachment(current, event, nowMs);
  if (next !== null) await transaction.store.put(next);
  await transaction.done;
  if (next === null) return { attachment: current, applied: false };
  announceChange({ table: "attachments", id, isProgress: PROGRESS.has(event.type) });
  return { attachment: next, applied: true };
}
