import type { AttachmentEvent } from "../jobs/attachment-event";
import { bytesInMemory, type MediaBytes } from "../media/media-bytes";
import { CHUNK_BYTES, GENERATION_BYTES, generationOf, rangeOf } from "./byte-store";
import { openGeneration } from "./read-bytes";
import { applyToAttachment } from "./apply-events";
import { changeRecords } from "./change-records";
import { openDatabase } from "./database";

/**
 * Makes room for a converted file behind its source; what an earlier try has left there is deleted.
 *
 * @returns the offset of its first byte, for {@link putConvertedRun}
 * @throws `NotFoundError` when the source is not stored
 */
export function beginConvertedBytes(attachmentId: string): Promise<number> {
  return changeRecords(["chunks"], async (records) => {
    const first = await records.read("chunks").getKey(rangeOf(attachmentId));
    // A frame's own bytes begin with the conversion: its source belongs to the video.
    const base = first === undefined ? 0 : generationOf(first[1]) + GENERATION_BYTES;
    records.delete("chunks", IDBKeyRange.bound([attachmentId, base], [attachmentId, Infinity]));
    return base;
  });
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
  const blob = new Blob([run]);
  return changeRecords(["attachments", "chunks"], async (records) => {
    const attachment = await records.read("attachments").get(attachmentId);
    if (attachment?.state !== "converting") return false;
    records.put("chunks", { attachmentId, startByte: base + startByte, blob });
    return true;
  });
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
export function storeConverted(
  attachmentId: string,
  event: Extract<AttachmentEvent, { type: "converted" }>,
  nowMs: number,
): Promise<boolean> {
  return changeRecords(["attachments", "chunks"], async (records) => {
    const current = await records.read("attachments").get(attachmentId);
    if (applyToAttachment(records, current, event, nowMs) === null) return false;
    const last = await records.read("chunks").openKeyCursor(rangeOf(attachmentId), "prev");
    const base = last === null ? 0 : generationOf(last.primaryKey[1]);
    if (base > 0) {
      const source = IDBKeyRange.bound([attachmentId, 0], [attachmentId, base], false, true);
      records.delete("chunks", source);
    }
    return true;
  });
}
