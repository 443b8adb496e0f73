import type { PictureEdit } from "../edit/picture-edit";
import { editableOriginalOf } from "../jobs/edited-picture";
import { applyToAttachment } from "./apply-events";
import { getAttachment } from "./attachment-store";
import { CHUNK_BYTES, originalIdOf, rangeOf } from "./byte-store";
import { changeRecords } from "./change-records";
import { openStoredBytes } from "./read-bytes";
import type { MediaBytes } from "../media/media-bytes";

/**
 * Has a picture drawn anew as the person wants it. With the first edit what was captured is put aside in
 * the same transaction, so that neither the original nor the edit is lost by a crash.
 *
 * @param editId tells this edit from those before it
 * @returns false when the picture cannot be edited (any more): nothing is stored
 * @throws `NotFoundError`, `NotReadableError` when the bytes are lost; `QuotaExceededError`
 */
export async function requestEdit(
  attachmentId: string,
  edit: PictureEdit,
  editId: string,
  nowMs: number,
): Promise<boolean> {
  const before = await getAttachment(attachmentId);
  if (before === undefined || editableOriginalOf(before) === null) return false;
  const captured = before.edited === undefined ? await readCaptured(attachmentId) : null;
  return changeRecords(["posts", "attachments", "chunks"], async (records) => {
    const current = await records.read("attachments").get(attachmentId);
    const post = current && (await records.read("posts").get(current.postId));
    // What goes out already must not be another picture than the one that X has.
    if (post?.state !== "draft" && post?.state !== "failed") return false;
    const original = current && editableOriginalOf(current);
    const isTaken = current?.edited === undefined;
    if (isTaken && original?.totalBytes !== captured?.byteLength) return false;
    const event = { type: "edit-requested", edit, editId } as const;
    if (applyToAttachment(records, current, event, nowMs) === null) return false;
    if (isTaken && captured !== null) {
      const originalId = originalIdOf(attachmentId);
      records.delete("chunks", rangeOf(originalId));
      for (let startByte = 0; startByte < captured.byteLength; startByte += CHUNK_BYTES) {
        const blob = new Blob([captured.subarray(startByte, startByte + CHUNK_BYTES)]);
        records.put("chunks", { attachmentId: originalId, startByte, blob });
      }
    }
    return true;
  });
}

/** A picture is at most 5 MB: X takes no larger one. */
async function readCaptured(attachmentId: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await openStoredBytes(attachmentId);
  if (bytes === null) throw new DOMException("Stored bytes are missing", "NotFoundError");
  return bytes.read(0, bytes.size);
}

/**
 * The bytes that a picture was captured as, be it edited or not; null when none are stored. Where the kept
 * original is lost, the next edit is drawn from the last one: what that took away does not come back.
 */
export async function openOriginalBytes(attachmentId: string): Promise<MediaBytes | null> {
  return (await openStoredBytes(originalIdOf(attachmentId))) ?? openStoredBytes(attachmentId);
}
