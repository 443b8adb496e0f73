import type { Attachment, DownloadMark, Transfer } from "../jobs/attachment";
import { transitionAttachment } from "../jobs/attachment-transition";
import type { MediaBytes } from "../media/media-bytes";
import { announceChange } from "./change-notice";
import { type Chunk, type Database, openDatabase } from "./database";
import { joinRuns } from "./join-runs";

/** Bytes are stored in runs of this size: small enough to be held in memory, large enough to be few. */
export const CHUNK_BYTES = 1024 * 1024;

/**
 * A converted file is stored behind its source, from the next multiple of this offset on, and takes
 * its place when the source is deleted: no byte is copied. More than X's largest file (16 GiB).
 */
export const GENERATION_BYTES = 2 ** 44;

/** The keys of an attachment's stored runs, of whatever generation. */
export function rangeOf(attachmentId: string): IDBKeyRange {
  return IDBKeyRange.bound([attachmentId, 0], [attachmentId, Infinity]);
}

/** Where the attachment's file begins: the first generation that is stored; null when none is. */
async function findStart(database: Database, attachmentId: string): Promise<number | null> {
  const first = await database.getKey("chunks", rangeOf(attachmentId));
  return first === undefined ? null : generationOf(first[1]);
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
 * @returns false when the attachment no longer wants bytes (cancelled, deleted): stop reading
 * @throws `QuotaExceededError` when the disk or the browser's quota is full
 */
export async function appendChunk(
  attachmentId: string,
  startByte: number,
  run: Blob,
  transfer: Transfer,
  nowMs: number,
  begins: { readonly mark: DownloadMark | null } | null = null,
): Promise<boolean> {
  const database = await openDatabase();
  const transaction = database.transaction(["attachments", "chunks"], "readwrite");
  const attachments = transaction.objectStore("attachments");
  const chunks = transaction.objectStore("chunks");
  let next: Attachment | null = (await attachments.get(attachmentId)) ?? null;
  if (next !== null && begins !== null) {
    next = transitionAttachment(next, { type: "download-began", mark: begins.mark }, nowMs);
  }
  next = next && transitionAttachment(next, { type: "run-stored", transfer }, nowMs);
  if (next === null) return false;
  await Promise.all([
    begins !== null && chunks.delete(rangeOf(attachmentId)),
    chunks.put({ attachmentId, startByte, blob: run }),
    attachments.put(next),
    transaction.done,
  ]);
  announceChange({ table: "attachments", id: attachmentId, isProgress: startByte > 0 });
  return true;
}

/**
 * A range of an attachment's bytes, in memory: keep it short.
 *
 * @throws `NotFoundError` when bytes in the range are missing, `NotReadableError` when the browser has
 *   lost what it had stored
 */
export async function readBytes(
  attachmentId: string,
  startByte: number,
  endByte: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (endByte <= startByte) return new Uint8Array();
  const database = await openDatabase();
  // A file that was not converted begins at 0: both questions at once, instead of one after the other.
  const [start, atZero] = await Promise.all([
    findStart(database, attachmentId),
    getRuns(database, attachmentId, 0, startByte, endByte),
  ]);
  const base = start ?? 0;
  const runs =
    base === 0 ? atZero : await getRuns(database, attachmentId, base, startByte, endByte);
  return copyRange(runs, base, startByte, endByte);
}

/** The runs that hold a range of the file that begins at an offset. */
function getRuns(
  database: Database,
  attachmentId: string,
  base: number,
  startByte: number,
  endByte: number,
): Promise<Chunk[]> {
  const from = [attachmentId, base + startOfRun(startByte)];
  return database.getAll(
    "chunks",
    IDBKeyRange.bound(from, [attachmentId, base + endByte], false, true),
  );
}

function startOfRun(byte: number): number {
  return Math.floor(byte / CHUNK_BYTES) * CHUNK_BYTES;
}

/** Copies a range out of the runs that hold it. @throws as {@link readBytes} */
async function copyRange(
  runs: readonly Chunk[],
  base: number,
  startByte: number,
  endByte: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const copies = await Promise.all(
    runs.map(async (run) => ({
      offset: run.startByte - base,
      bytes: new Uint8Array(await run.blob.arrayBuffer()),
    })),
  );
  const range = joinRuns(copies, startByte, endByte);
  if (range === null) throw new DOMException("Stored bytes are missing", "NotFoundError");
  return range;
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

/** The stored bytes of an attachment, to be read range by range; null when none are stored. */
export async function openStoredBytes(attachmentId: string): Promise<MediaBytes | null> {
  const database = await openDatabase();
  const base = await findStart(database, attachmentId);
  return base === null ? null : openGeneration(database, attachmentId, base);
}

/** So many of the runs that were read last are kept: small reads mostly lie beside each other. */
const KEPT_RUNS = 4;

/** The bytes of a file that begins at an offset; what is stored behind it later is not seen. */
export async function openGeneration(
  database: Database,
  attachmentId: string,
  base: number,
): Promise<MediaBytes> {
  const range = IDBKeyRange.bound(
    [attachmentId, base],
    [attachmentId, base + GENERATION_BYTES],
    false,
    true,
  );
  const last = await database.transaction("chunks").store.openCursor(range, "prev");
  const size = last === null ? 0 : last.value.startByte - base + last.value.blob.size;
  const kept = new Map<number, Promise<Uint8Array<ArrayBuffer>>>();

  async function readRun(offset: number): Promise<Uint8Array<ArrayBuffer>> {
    const run = await database.get("chunks", [attachmentId, base + offset]);
    if (run === undefined) throw new DOMException("Stored bytes are missing", "NotFoundError");
    return new Uint8Array(await run.blob.arrayBuffer());
  }

  function keptRun(offset: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = kept.get(offset) ?? readRun(offset);
    // The one that was read last stands last.
    kept.delete(offset);
    kept.set(offset, bytes);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_RUNS) break;
      kept.delete(oldest);
    }
    return bytes;
  }

  return {
    size,
    async read(startByte, endByte) {
      const end = Math.min(endByte, size);
      if (end <= startByte) return new Uint8Array();
      if (end - startByte > CHUNK_BYTES) {
        const runs = await getRuns(database, attachmentId, base, startByte, end);
        return copyRange(runs, base, startByte, end);
      }
      const first = startOfRun(startByte);
      const last = startOfRun(end - 1);
      const copies = await Promise.all(
        [...new Set([first, last])].map(async (offset) => ({
          offset,
          bytes: await keptRun(offset),
        })),
      );
      const range = joinRuns(copies, startByte, end);
      if (range === null) throw new DOMException("Stored bytes are missing", "NotFoundError");
      return range;
    },
  };
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
  const database = await openDatabase();
  const transaction = database.transaction(["attachments", "chunks"], "readwrite");
  const attachments = transaction.objectStore("attachments");
  const chunks = transaction.objectStore("chunks");
  const event = { type: "download-began", mark: null } as const;
  const current = await attachments.get(attachmentId);
  const next = current && transitionAttachment(current, event, nowMs);
  if (!next) return;
  const writes: Promise<unknown>[] = [
    transaction.done,
    attachments.put(next),
    chunks.delete(rangeOf(attachmentId)),
  ];
  for (let startByte = 0; startByte < bytes.byteLength; startByte += CHUNK_BYTES) {
    const blob = new Blob([bytes.subarray(startByte, startByte + CHUNK_BYTES)]);
    writes.push(chunks.put({ attachmentId, startByte, blob }));
  }
  await Promise.all(writes);
}

/** Frees an attachment's bytes. Copies that were made for a player go with `deletePlayableFiles`. */
export async function deleteBytes(attachmentId: string): Promise<void> {
  await (await openDatabase()).delete("chunks", rangeOf(attachmentId));
}

/** The ids of the attachments whose bytes are stored, in whole or in part. */
export async function listStoredBytes(): Promise<string[]> {
  const keys = await (await openDatabase()).getAllKeys("chunks");
  return [...new Set(keys.map(([attachmentId]) => attachmentId))];
}
