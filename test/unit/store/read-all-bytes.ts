import { openStoredBytes } from "../../../lib/store/read-bytes";
import type { MediaBytes } from "../../../lib/media/media-bytes";

/** All of a file, as a blob in memory, which tests compare by its size and its text. */
export async function toBlob(file: MediaBytes): Promise<Blob> {
  return new Blob([await file.read(0, file.size)]);
}

/** All stored bytes of an attachment; null when none are stored. */
export async function readAllBytes(attachmentId: string): Promise<Blob | null> {
  const file = await openStoredBytes(attachmentId);
  return file === null ? null : toBlob(file);
}
