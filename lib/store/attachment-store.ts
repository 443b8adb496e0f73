import { type Attachment, type FailedAttachment, isAttachmentBusy } from "../jobs/attachment";
import type { AttachmentEvent } from "../jobs/attachment-event";
import { transitionAttachment } from "../jobs/attachment-transition";
import { announceChange } from "./change-notice";
import { openDatabase } from "./database";

/** Reads one attachment; undefined when it was deleted. */
export async function getAttachment(id: string): Promise<Attachment | undefined> {
  return (await openDatabase()).get("attachments", id);
}

/** The attachments of a post, in the post's own order; those that were deleted are left out. */
export async function getAttachments(ids: readonly string[]): Promise<Attachment[]> {
  const database = await openDatabase();
  const found = await Promise.all(ids.map((id) => database.get("attachments", id)));
  return found.filter((attachment) => attachment !== undefined);
}

/** Every attachment that the worker has something to do for. */
export async function listBusyAttachments(): Promise<Attachment[]> {
  const database = await openDatabase();
  const states = ["capturing", "converting", "uploading", "processing"] as const;
  const found = await Promise.all(
    states.map((state) => database.getAllFromIndex("attachments", "byState", state)),
  );
  return found.flat().filter(isAttachmentBusy);
}

/** Every attachment that an error has stopped. */
export async function listFailedAttachments(): Promise<FailedAttachment[]> {
  const found = await (await openDatabase()).getAllFromIndex("attachments", "byState", "failed");
  return found.filter((attachment) => attachment.state === "failed");
}

/** Deletes an attachment's record; a step of it that still runs finds nothing to write to. */
export async function deleteAttachment(id: string): Promise<void> {
  await (await openDatabase()).delete("attachments", id);
  announceChange({ table: "attachments", id });
}

/**
 * Applies an event to the stored attachment in one transaction, so that two contexts cannot both
 * take the same step. Returns the attachment as it now stands, and whether the event had a meaning
 * in its state; undefined when the attachment is gone.
 */
export async function updateAttachment(
  id: string,
  event: AttachmentEvent,
  nowMs: number,
): Promise<{ readonly attachment: Attachment; readonly applied: boolean } | undefined> {
  const database = await openDatabase();
  const transaction = database.transaction("attachments", "readwrite");
  const current = await transaction.store.get(id);
  if (current === undefined) return undefined;
  const next = transitionAttachment(current, event, nowMs);
  if (next !== null) await transaction.store.put(next);
  await transaction.done;
  if (next === null) return { attachment: current, applied: false };
  announceChange({ table: "attachments", id });
  return { attachment: next, applied: true };
}
