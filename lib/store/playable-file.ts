import type { MediaBytes } from "../media/media-bytes";
import { attachmentIdOf, listStoredBytes } from "./byte-store";
import { openStoredBytes } from "./read-bytes";

/** A file up to this size is played from memory; a larger one is copied to a file of its own first. */
export const IN_MEMORY_BYTES = 16 * 1024 * 1024;

const COPY_BYTES = 4 * 1024 * 1024;
const FOLDER = "players";

/**
 * Makes a file of an attachment's stored bytes that the browser can play, seeking in it as it likes. A
 * large one is copied into the origin's private file system, a few MiB at a time, by one page at a time, and
 * found there by others and the next time: a blob over stored ones must not be built, and one in memory would
 * hold the whole film.
 *
 * @param report called with 0 to 1 while a large file is copied
 * @returns null when no bytes are stored
 * @throws `QuotaExceededError` when the disk is full; the signal's reason when aborted
 */
export async function openPlayableFile(
  attachmentId: string,
  mimeType: string,
  report: (fraction: number) => void,
  signal: AbortSignal,
): Promise<Blob | null> {
  const bytes = await openStoredBytes(attachmentId);
  if (bytes === null) return null;
  if (bytes.size <= IN_MEMORY_BYTES) {
    return new Blob([await bytes.read(0, bytes.size)], { type: mimeType });
  }
  const name = `${attachmentId}.${bytes.size}`;
  // The composer can be open twice: of two that copy at once one would get nothing, and the other a file that changes.
  return navigator.locks.request(`player:${name}`, { signal }, async () => {
    await deleteNeedlessCopies();
    const folder = await openFolder();
    const handle = await folder.getFileHandle(name, { create: true });
    if ((await handle.getFile()).size !== bytes.size) await copy(bytes, handle, report, signal);
    return handle.getFile();
  });
}

/** Whether the copy that {@link openPlayableFile} needs of a large file is there already. */
export async function hasPlayableFile(attachmentId: string, totalBytes: number): Promise<boolean> {
  if (totalBytes <= IN_MEMORY_BYTES) return true;
  try {
    const handle = await (await openFolder()).getFileHandle(`${attachmentId}.${totalBytes}`);
    return (await handle.getFile()).size === totalBytes;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

/**
 * Deletes the copies that {@link openPlayableFile} has made for attachments whose bytes are freed by
 * now. One that is being written just then stays until the next call. Call at each start.
 */
export async function deleteNeedlessCopies(): Promise<void> {
  const folder = await findFolder();
  if (folder === null) return;
  const stored = new Set(await listStoredBytes());
  for await (const name of folder.keys()) {
    if (stored.has(attachmentIdOf(name.slice(0, name.lastIndexOf("."))))) continue;
    try {
      await folder.removeEntry(name);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }
}

/** The folder of the copies; null where none was ever made, or there is no such file system. */
async function findFolder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(FOLDER);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

async function openFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(FOLDER, { create: true });
}

async function copy(
  bytes: MediaBytes,
  handle: FileSystemFileHandle,
  report: (fraction: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const file = await handle.createWritable();
  try {
    for (let startByte = 0; startByte < bytes.size; startByte += COPY_BYTES) {
      signal.throwIfAborted();
      await file.write(await bytes.read(startByte, startByte + COPY_BYTES));
      report(Math.min(1, (startByte + COPY_BYTES) / bytes.size));
    }
  } catch (failure) {
    // What is not closed leaves no file behind.
    await file.abort();
    throw failure;
  }
  await file.close();
}
