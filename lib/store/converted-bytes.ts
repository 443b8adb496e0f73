import type { AttachmentEvent } from "../jobs/attachment-event";
import { bytesInMemory, type MediaBytes } from "../media/media-bytes";
import { listTouchedRuns, type Piece, readPieces } from "../media/strip/stripped";
import type { Conversion } from "../media/conversion";
import { CHUNK_BYTES, clipIdOf, GENERATION_BYTES, generationOf, rangeOf } from "./byte-store";
import { openGeneration } from "./read-bytes";
import { applyToAttachment } from "./apply-events";
import { changeRecords } from "./change-records";
import { openDatabase } from "./database";

/**
 * Under which id what a conversion makes is stored: that of the attachment, where it takes the place of its
 * source, or that of a clip beside it.
 */
export function outcomeIdOf(attachmentId: string, { kind }: Pick<Conversion, "kind">): string {
  return kind === "clip" ? clipIdOf(attachmentId) : attachmentId;
}

/**
 * Makes room for a converted file behind its source; what an earlier try has left there is deleted.
 *
 * @param fileId see {@link outcomeIdOf}
 * @returns the offset of its first byte, for {@link putConvertedRun}
 * @throws `NotFoundError` when the source is not stored
 */
export function beginConvertedBytes(fileId: string): Promise<number> {
  return changeRecords(["chunks"], async (records) => {
    const first = await records.read("chunks").getKey(rangeOf(fileId));
    // A frame's own bytes begin with the conversion: its source belongs to the video.
    const base = first === undefined ? 0 : generationOf(first[1]) + GENERATION_BYTES;
    records.delete("chunks", IDBKeyRange.bound([fileId, base], [fileId, Infinity]));
    return base;
  });
}

/**
 * Stores one run of a converted file; a run that is there already is replaced.
 *
 * @param base as {@link beginConvertedBytes} has returned it
 * @param fileId as it was given there
 * @param startByte a multiple of `CHUNK_BYTES`, from the start of the converted file
 * @returns false when the attachment no longer wants it (cancelled, deleted): stop converting
 * @throws `QuotaExceededError` when the disk or the browser's quota is full
 */
export async function putConvertedRun(
  attachmentId: string,
  base: number,
  startByte: number,
  run: Uint8Array<ArrayBuffer>,
  fileId: string = attachmentId,
): Promise<boolean> {
  if (startByte % CHUNK_BYTES !== 0) throw new RangeError("A run begins at a multiple of its size");
  const blob = new Blob([run]);
  return changeRecords(["attachments", "chunks"], async (records) => {
    const attachment = await records.read("attachments").get(attachmentId);
    if (attachment?.state !== "converting") return false;
    records.put("chunks", { attachmentId: fileId, startByte: base + startByte, blob });
    return true;
  });
}

/** The file that was converted last; it is empty when there is none. @param fileId see {@link outcomeIdOf} */
export async function openConvertedBytes(fileId: string): Promise<MediaBytes> {
  const base = await lastGeneration(fileId);
  if (base === null) return bytesInMemory(new Uint8Array());
  return openGeneration(await openDatabase(), fileId, base);
}

/**
 * Puts something else into the file that was converted last, at the place where it is. One run after the
 * other is stored anew, so that a film of any size costs one run of memory.
 *
 * @param file as {@link openConvertedBytes} has opened it
 * @param pieces in place: they keep the length of the file, and what they keep stays where it is
 * @returns false when the attachment no longer wants it
 * @throws `QuotaExceededError` when the disk or the browser's quota is full; as `file.read`
 */
export async function overwriteConverted(
  attachmentId: string,
  file: MediaBytes,
  pieces: readonly Piece[],
  fileId: string = attachmentId,
): Promise<boolean> {
  const base = await lastGeneration(fileId);
  if (base === null) return false;
  for (const startByte of listTouchedRuns(pieces, CHUNK_BYTES)) {
    const endByte = Math.min(startByte + CHUNK_BYTES, file.size);
    const run = await readPieces(file, pieces, startByte, endByte);
    if (!(await putConvertedRun(attachmentId, base, startByte, run, fileId))) return false;
  }
  return true;
}

/** The offset of the generation of bytes that was stored last; null where nothing is stored. */
async function lastGeneration(fileId: string): Promise<number | null> {
  const { store } = (await openDatabase()).transaction("chunks");
  const last = await store.openKeyCursor(rangeOf(fileId), "prev");
  return last === null ? null : generationOf(last.key[1]);
}

/**
 * Puts the converted file in the place of its source, or of the clip before it: the attachment's record changes
 * and the bytes of what it replaces are deleted in one transaction, so that nobody reads one for the other.
 *
 * @returns false when the event has no meaning any more (the attachment was cancelled, say)
 */
export function storeConverted(
  attachmentId: string,
  event: Extract<AttachmentEvent, { type: "converted" | "conversion-needed" | "clip-proposed" }>,
  nowMs: number,
): Promise<boolean> {
  return changeRecords(["attachments", "chunks"], async (records) => {
    const current = await records.read("attachments").get(attachmentId);
    if (applyToAttachment(records, current, event, nowMs) === null) return false;
    const fileId =
      current?.state === "converting"
        ? outcomeIdOf(attachmentId, current.conversion)
        : attachmentId;
    const last = await records.read("chunks").openKeyCursor(rangeOf(fileId), "prev");
    const base = last === null ? 0 : generationOf(last.primaryKey[1]);
    if (base > 0) {
      const source = IDBKeyRange.bound([fileId, 0], [fileId, base], false, true);
      records.delete("chunks", source);
    }
    return true;
  });
}
