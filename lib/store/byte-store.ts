import type { Attachment, Transfer } from "../jobs/attachment";
import type { AttachmentEvent } from "../jobs/attachment-event";
import type { StreamMark } from "../jobs/stream-mark";
import { transitionAttachment } from "../jobs/attachment-transition";
import { applyToAttachment } from "./apply-events";
import { changeRecords } from "./change-records";
import { openDatabase } from "./database";

/** Bytes are stored in runs of this size: small enough to be held in memory, large enough to be few. */
export const CHUNK_BYTES = 1024 * 1024;

/**
 * A converted file is stored behind its source, from the next multiple of this offset on, and takes
 * its place when the source is deleted: no byte is copied. More than X's largest file (16 GiB).
 */
export const GENERATION_BYTES = 2 ** 44;

/** Under this id the bytes stay that an edited picture was captured as, beside the edited ones. */
export function originalIdOf(attachmentId: string): string {
  return `${attachmentId}${ORIGINAL}`;
}

/** Under this id the part lies that was cut of a captured video, beside all of it. */
export function clipIdOf(attachmentId: string): string {
  return `${attachmentId}${CLIP}`;
}

/** Under which id the file lies that X gets. */
export function postedIdOf({ id, clip }: Pick<Attachment, "id" | "clip">): string {
  return clip === undefined ? id : clipIdOf(id);
}

/** No id of an attachment ends so. */
const ORIGINAL = "#original";
const CLIP = "#clip";

/** Under which ids bytes of an attachment may lie. */
export function fileIdsOf(attachmentId: string): string[] {
  return [attachmentId, originalIdOf(attachmentId), clipIdOf(attachmentId)];
}

/** The keys of an attachment's stored runs, of whatever generation. */
export function rangeOf(attachmentId: string): IDBKeyRange {
  return IDBKeyRange.bound([attachmentId, 0], [attachmentId, Infinity]);
}

/** The offset at which the generation of a run begins. */
export function generationOf(startByte: number): number {
  return Math.floor(startByte / GENERATION_BYTES) * GENERATION_BYTES;
}

/**
 * Stores the next run of an attachment's bytes together with its progress, in one transaction.
 *
 * @param begins the run is the first of a download, which may go on after an interruption as it says:
 *   what an earlier one has stored goes in the same transaction
 * @param stream how a stream goes on behind this run; null for a file
 * @returns false when the attachment no longer wants bytes (cancelled, deleted): stop reading
 * @throws `QuotaExceededError` when the disk or the browser's quota is full
 */
export async function appendChunk(
  attachmentId: string,
  startByte: number,
  run: Blob,
  transfer: Transfer,
  nowMs: number,
  begins: Omit<Extract<AttachmentEvent, { type: "download-began" }>, "type"> | null = null,
  stream: StreamMark | null = null,
): Promise<boolean> {
  const wanted = await changeRecords(["attachments", "chunks"], async (records) => {
    const current = (await records.read("attachments").get(attachmentId)) ?? null;
    const begun =
      begins === null || current === null
        ? current
        : transitionAttachment(current, { type: "download-began", ...begins }, nowMs);
    const event = { type: "run-stored", transfer, ...(stream !== null && { stream }) } as const;
    const next = begun && transitionAttachment(begun, event, nowMs);
    if (next === null) return null;
    if (begins !== null) records.delete("chunks", rangeOf(attachmentId));
    records.put("chunks", { attachmentId, startByte, blob: run });
    records.put("attachments", next, { isProgress: startByte > 0 });
    return next;
  });
  return wanted !== null;
}

/**
 * How many bytes from the start of the file are stored in full runs, without a gap: what an
 * interrupted download need not bring again. The end of a file counts only as far as it fills a run.
 */
export async function countStoredBytes(attachmentId: string): Promise<number> {
  const chunks = await (await openDatabase()).getAll("chunks", rangeOf(attachmentId));
  let storedBytes = 0;
  for (const { startByte, blob } of chunks) {
    if (startByte !== storedBytes || blob.size !== CHUNK_BYTES) break;
    storedBytes += blob.size;
  }
  return storedBytes;
}

/**
 * How many bytes from the start are there to be read while a capture stores run after run. The last
 * run of a file counts as a full one: no more than the file's size may be read.
 */
export async function countReadableBytes(attachmentId: string): Promise<number> {
  const database = await openDatabase();
  const chunks = database.transaction("chunks").store;
  const last = await chunks.openKeyCursor(rangeOf(attachmentId), "prev");
  return last === null ? 0 : last.primaryKey[1] + CHUNK_BYTES;
}

/**
 * Stores a file in the place of all that was captured, in one transaction. The site knows nothing of
 * these bytes: a capture that is interrupted from here on begins anew.
 */
export async function replaceBytes(
  attachmentId: string,
  bytes: Uint8Array<ArrayBuffer>,
  nowMs: number,
): Promise<void> {
  await changeRecords(["attachments", "chunks"], async (records) => {
    const current = await records.read("attachments").get(attachmentId);
    const event = { type: "download-began", mark: null } as const;
    if (applyToAttachment(records, current, event, nowMs) === null) return;
    records.delete("chunks", rangeOf(attachmentId));
    for (let startByte = 0; startByte < bytes.byteLength; startByte += CHUNK_BYTES) {
      const blob = new Blob([bytes.subarray(startByte, startByte + CHUNK_BYTES)]);
      records.put("chunks", { attachmentId, startByte, blob });
    }
  });
}

/** Frees an attachment's bytes, those that it was captured as, and the part that was cut of it. Copies that were made for a player go with `deletePlayableFiles`. */
export async function deleteBytes(attachmentId: string): Promise<void> {
  await changeRecords(["chunks"], async (records) => {
    for (const fileId of fileIdsOf(attachmentId)) records.delete("chunks", rangeOf(fileId));
  });
}

/** The ids of the attachments whose bytes are stored, in whole or in part. */
export async function listStoredBytes(): Promise<string[]> {
  const keys = await (await openDatabase()).getAllKeys("chunks");
  return [...new Set(keys.map(([id]) => attachmentIdOf(id)))];
}

/** Which attachment a file belongs to. */
export function attachmentIdOf(fileId: string): string {
  const suffix = [ORIGINAL, CLIP].find((end) => fileId.endsWith(end)) ?? "";
  return fileId.slice(0, fileId.length - suffix.length);
}
