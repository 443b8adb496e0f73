import { jobError, JobFailure } from "../errors/job-error";
import { judgeSubtitles, MAX_SUBTITLE_BYTES } from "../media/subtitles";
import { getAttachment } from "../store/attachment-store";
import { updateAttachment } from "../store/update-attachment";
import { deleteLocalFile, getLocalFile } from "../store/local-file-store";
import { updatePost } from "../store/post-store";
import type { JobControl } from "../runner/job-control";

/** Puts an attachment into another place of its draft, counted from 0. */
export async function moveAttachment(
  attachmentId: string,
  toIndex: number,
  { now }: JobControl,
): Promise<void> {
  const attachment = await getAttachment(attachmentId);
  if (attachment === undefined) return;
  const event = { type: "attachment-moved", attachmentId, toIndex } as const;
  await updatePost(attachment.postId, event, now());
}

/**
 * Gives a video the subtitles that the page has put into the store.
 *
 * @throws `JobFailure` `file-gone`, `empty-file`, `not-subtitles` or `subtitles-too-large`
 */
export async function chooseSubtitles(
  attachmentId: string,
  chosen: { readonly fileId: string; readonly fileName: string; readonly languageCode: string },
  { now }: JobControl,
): Promise<void> {
  const { fileId, fileName, languageCode } = chosen;
  const file = await getLocalFile(fileId);
  if (file === null) throw new JobFailure(jobError("file-gone", "subtitles"));
  const bytes =
    file.size > MAX_SUBTITLE_BYTES ? new Uint8Array() : new Uint8Array(await file.arrayBuffer());
  const reading = judgeSubtitles(new TextDecoder().decode(bytes), file.size);
  if (reading.ok) {
    const { format } = reading;
    const subtitles = { id: fileId, bytes, fileName, format, languageCode };
    await updateAttachment(attachmentId, { type: "subtitles-chosen", subtitles }, now());
  }
  await deleteLocalFile(fileId);
  if (!reading.ok) throw new JobFailure(jobError(reading.code, "subtitles"));
}

/** Says in which language a video's subtitles are. */
export async function setSubtitleLanguage(
  attachmentId: string,
  languageCode: string,
  { now }: JobControl,
): Promise<void> {
  const chosen = (await getAttachment(attachmentId))?.subtitles ?? null;
  if (chosen === null || chosen.languageCode === languageCode) return;
  // Another id: X files subtitles by language, so these count as others.
  const subtitles = { ...chosen, id: crypto.randomUUID(), languageCode };
  await updateAttachment(attachmentId, { type: "subtitles-chosen", subtitles }, now());
}

/** Takes a video's subtitles away. */
export async function removeSubtitles(attachmentId: string, { now }: JobControl): Promise<void> {
  await updateAttachment(attachmentId, { type: "subtitles-chosen", subtitles: null }, now());
}
