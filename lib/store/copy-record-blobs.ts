import type { IDBPDatabase } from "idb";
import type { Schema } from "./schema";

/** The setting that says that records of before version 4 may hold blobs. */
export const BLOBS_IN_RECORDS = "blobs-in-records";

/**
 * Copies what records of before version 4 hold as blobs (previews, subtitles) into arrays: a record is
 * written again at each change, and nothing may be done with a stored blob but read it. Reading takes
 * longer than the transaction of an upgrade lives, so it is done after it, and again after a death in
 * between.
 */
export async function copyRecordBlobs(database: IDBPDatabase<Schema>): Promise<void> {
  if ((await database.get("settings", BLOBS_IN_RECORDS)) === undefined) return;
  for (const id of await database.getAllKeys("attachments")) {
    const record = await database.get("attachments", id);
    const thumbnail = await copyOf(record?.thumbnail);
    const chosen: (object & { readonly file?: unknown }) | null = record?.subtitles ?? null;
    const subtitles = await copyOf(chosen?.file);
    if (thumbnail === undefined && subtitles === undefined) continue;
    const transaction = database.transaction("attachments", "readwrite");
    const current = await transaction.store.get(id);
    if (current !== undefined) {
      await transaction.store.put({
        ...current,
        ...(thumbnail !== undefined && { thumbnail }),
        ...(current.subtitles !== null &&
          subtitles !== undefined && { subtitles: withBytes(current.subtitles, subtitles) }),
      });
    }
    await transaction.done;
  }
  await database.delete("settings", BLOBS_IN_RECORDS);
}

/** Null where the browser has lost the bytes; undefined where there was no blob. */
async function copyOf(value: unknown): Promise<Uint8Array<ArrayBuffer> | null | undefined> {
  if (!(value instanceof Blob)) return undefined;
  try {
    return new Uint8Array(await value.arrayBuffer());
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function withBytes<T extends object>(
  subtitles: T & { readonly file?: unknown },
  bytes: Uint8Array<ArrayBuffer> | null,
): T | null {
  if (bytes === null) return null;
  const { file: _, ...rest } = subtitles;
  return { ...rest, bytes } as T & { readonly bytes: Uint8Array<ArrayBuffer> };
}
