import type { AttachmentEvent } from "../jobs/attachment-event";
import { transitionAttachment } from "../jobs/attachment-transition";
import { bytesInMemory, type MediaBytes } from "../media/media-bytes";
import { CHUNK_BYTES, GENERATION_BYTES, generationOf, rangeOf } from "./byte-store";
import { openGeneration } from "./read-bytes";
import { announceChange } from "./change-notice";
import { openDatabase } from "./database";

/**
 * Makes room for a converted file behind its source; what an earlier try has left there is deleted.
 *
 * @returns the offset of its first byte, for {@link putConvertedRun}
 * @throws `NotFoundError` when the source is not stored
 */
export async function beginConvertedBytes(attachmentId: string): Promise<number> {
  const database = await openDatabase();
  const transaction = database.transaction("chunks", "readwrite");
  const first = await transaction.store.getKey(rangeOf(attachmentId));
  // A frame's own bytes begin with the conversion: its source belongs to the video.
  const base = first === undefined ? 0 : generationOf(first[1]) + GENERATION_BYTES;
  await transaction.store.delete(IDBKeyRange.bound([attachmentId, base], [attachmentId, Infinity]));
  await transaction.done;
  return base;
}

/**
 * Stores one run of a converted file; a run that is there already is replaced.
 *
 * @param base as {@link beginConvertedBytes} has returned it
 * @param startByte a multiple of `CHUNK_BYTES`, from the start of the converted file
 * @returns false when the attachment no longer wants it (cancelled, deleted): stop converting
 * @throws `QuotaExceededError` when the disk or the browser's quota is full
 */
export async function putConvertedRun(
  attachmentId: string,
  base: number,
  startByte: number,
  run: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  if (startByte % CHUNK_BYTES !== 0) throw new RangeError("A run begins at a multiple of its size");
  const database = await openDatabase();
  const transaction = database.transaction(["attachments", "chunks"], "readwrite");
  const attachment = await transaction.objectStore("attachments").get(attachmentId);
  if (attachment?.state !== "converting") return false;
  const blob = new Blob([run]);
  await transaction.objectStore("chunks").put({ attachmentId, startByte: base + startByte, blob });
  await transaction.done;
  return true;
}

/** The file that was converted last; it is empty when there is none. */
export async function openConvertedBytes(attachmentId: string): Promise<MediaBytes> {
  const database = await openDatabase();
  const last = await database
    .transaction("chunks")
    .store.openKeyCursor(rangeOf(attachmentId), "prev");
  if (last === null) return bytesInMemory(new Uint8Array());
  return openGeneration(database, attachmentId, generationOf(last.key[1]));
}

/**
 * Puts the converted file in the place of its source: the attachment's record changes and the
 * source's bytes are deleted in one transaction, so that nobody reads one for the other.
 *
 * @returns false when the event has no meaning any more (the attachment was cancelled, say)
 */
export async function storeConverted(
  attachmentId: string,
  event: Extract<AttachmentEvent, { type: "converted" }>,
  nowMs: number,
): Promise<boolean> {
  const database = await openDatabase();
  const transaction = database.transaction(["attachments", "chunks"], "readwrite");
  const attachments = transaction.objectStore("attachments");
  const chunks = transaction.objectStore("chunks");
  const current = await attachments.get(attachmentId);
  const next = current && transitionAttachment(current, event, nowMs);
  if (!next) return false;
  const last = await chunks.openKeyCursor(rangeOf(attachmentId), "prev");
  const base = last === null ? 0 : generationOf(last.key[1]);
  if (base > 0) {
    await chunks.delete(IDBKeyRange.bound([attachmentId, 0], [attachmentId, base], false, true));
  }
  await attachments.put(next);
  await transaction.done;
  announceChange({ table: "attachments", id: attachmentId });
  return true;
}
