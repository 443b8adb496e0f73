import { type Attachment, type FailedAttachment, isAttachmentBusy } from "../jobs/attachment";
import { changeRecords } from "./change-records";
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
  await changeRecords(["attachments"], async (records) => records.delete("attachments", id));
}
