import type { JobControl } from "../runner/job-control";
import { getAttachment } from "../store/attachment-store";
import { deleteLocalFile, getLocalFile } from "../store/local-file-store";
import { updateAttachment } from "../store/update-attachment";

/** A larger file is no thumbnail: 160 pixels a side take a tenth of that. */
export const MAX_THUMBNAIL_BYTES = 64 * 1024;

/**
 * Keeps a small picture of a video that the page which shows it has drawn and put into the store: a worker has no
 * player. Does nothing where there is one already, or where the video is being made anew, which will look otherwise.
 *
 * @param fileId of the picture among the local files, from which it goes
 */
export async function keepThumbnail(
  attachmentId: string,
  fileId: string,
  { now }: JobControl,
): Promise<void> {
  const [file, attachment] = await Promise.all([getLocalFile(fileId), getAttachment(attachmentId)]);
  const isWanted = attachment?.thumbnail === null && attachment.state !== "converting";
  if (file !== null && file.size <= MAX_THUMBNAIL_BYTES && isWanted) {
    const thumbnail = new Uint8Array(await file.arrayBuffer());
    await updateAttachment(attachmentId, { type: "thumbnail-drawn", thumbnail }, now());
  }
  await deleteLocalFile(fileId);
}
