import type { MediaBytes } from "../media/media-bytes";
import { CHUNK_BYTES, GENERATION_BYTES, generationOf, rangeOf } from "./byte-store";
import { openDatabase } from "./database";
import type { Chunk, ReadableDatabase } from "./schema";
import { cutRuns, joinRuns, type ReadRun } from "./join-runs";

/** Where the attachment's file begins: the first generation that is stored; null when none is. */
async function findStart(database: ReadableDatabase, attachmentId: string): Promise<number | null> {
  const first = await database.getKey("chunks", rangeOf(attachmentId));
  return first === undefined ? null : generationOf(first[1]);
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
  const runs = await readRuns(attachmentId, startByte, endByte);
  return orMissing(joinRuns(runs, startByte, endByte));
}

/** As {@link readBytes}, in the parts in which they are stored: to put them together would copy each once more. */
export async function readParts(
  attachmentId: string,
  startByte: number,
  endByte: number,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const runs = await readRuns(attachmentId, startByte, endByte);
  return orMissing(cutRuns(runs, startByte, endByte));
}

/** Reads the runs that hold a range, whole. */
async function readRuns(
  attachmentId: string,
  startByte: number,
  endByte: number,
): Promise<ReadRun[]> {
  if (endByte <= startByte) return [];
  const database = await openDatabase();
  // A file that was not converted begins at 0: both questions at once, instead of one after the other.
  const [start, atZero] = await Promise.all([
    findStart(database, attachmentId),
    getRuns(database, attachmentId, 0, startByte, endByte),
  ]);
  const base = start ?? 0;
  const runs =
    base === 0 ? atZero : await getRuns(database, attachmentId, base, startByte, endByte);
  return copyRuns(runs, base);
}

/** The runs that hold a range of the file that begins at an offset. */
function getRuns(
  database: ReadableDatabase,
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

/** Copies stored runs into memory. @throws as {@link readBytes} */
function copyRuns(runs: readonly Chunk[], base: number): Promise<ReadRun[]> {
  return Promise.all(
    runs.map(async (run) => ({
      offset: run.startByte - base,
      bytes: new Uint8Array(await run.blob.arrayBuffer()),
    })),
  );
}

function orMissing<T>(read: T | null): T {
  if (read === null) throw new DOMException("Stored bytes are missing", "NotFoundError");
  return read;
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
  database: ReadableDatabase,
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
    return new Uint8Array(await orMissing(run ?? null).blob.arrayBuffer());
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
        return orMissing(joinRuns(await copyRuns(runs, base), startByte, end));
      }
      const first = startOfRun(startByte);
      const last = startOfRun(end - 1);
      const copies = await Promise.all(
        [...new Set([first, last])].map(async (offset) => ({
          offset,
          bytes: await keptRun(offset),
        })),
      );
      return orMissing(joinRuns(copies, startByte, end));
    },
  };
}
