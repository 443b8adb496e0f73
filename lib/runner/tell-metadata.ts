import { updateAttachment } from "../store/update-attachment";
import { setMediaMetadata } from "../x/media-metadata";
import { isSameMetadata } from "../jobs/metadata-value";
import { attachSubtitles, detachSubtitles, uploadSubtitles } from "../x/media-subtitles";
import type { PostOptions } from "../jobs/post-options";
import type { XConnection } from "../x/x-request";
import type { ReadyAttachment } from "../jobs/attachment";
import { languageName } from "../i18n/language-name";
import { subtitlesOfPart } from "../jobs/subtitles-of-part";
import { mediaMetadataOf } from "../jobs/media-metadata-of";
import { uploadCategory } from "../upload/open-session";

/** What a telling of X came to. */
export type Telling =
  /** X knew everything already. */
  | "nothing-to-tell"
  /** X was told one thing, and that is stored. */
  | "told"
  /** Only a new upload can take back what X was told: the record says so, and has to be woken. */
  | { readonly restarted: string };

/**
 * Tells X the first thing about the media of a post that it does not know yet: alt text and warnings,
 * then subtitles. One thing at a time, each stored, since alt texts are billed.
 *
 * @throws `JobFailure`
 */
export async function tellMetadata(
  attachments: readonly ReadyAttachment[],
  options: PostOptions,
  x: XConnection,
  signal: AbortSignal,
): Promise<Telling> {
  for (const attachment of attachments) {
    const wanted = mediaMetadataOf(attachment, options);
    const { id, mediaId, sentMetadata } = attachment;
    if (isSameMetadata(wanted, sentMetadata)) continue;
    if (wanted.altText === "" && sentMetadata.altText !== "") {
      await updateAttachment(id, { type: "upload-restarted", by: "person" }, x.now());
      return { restarted: id };
    }
    await setMediaMetadata(x, mediaId, wanted, sentMetadata, signal);
    await updateAttachment(id, { type: "metadata-sent", metadata: wanted }, x.now());
    return "told";
  }
  for (const attachment of attachments) {
    if (await tellSubtitles(attachment, x, signal)) return "told";
  }
  return "nothing-to-tell";
}

async function tellSubtitles(
  attachment: ReadyAttachment,
  x: XConnection,
  signal: AbortSignal,
): Promise<boolean> {
  const { id, mediaId, media, sentSubtitles } = attachment;
  const subtitles = subtitlesOfPart(attachment);
  if (media.category !== "tweet_video") return false;
  const video = {
    mediaId,
    category: uploadCategory(attachment.media.category, attachment.options),
  };
  if (sentSubtitles !== null && sentSubtitles.languageCode !== subtitles?.languageCode) {
    await detachSubtitles(x, video, sentSubtitles.languageCode, signal);
    await updateAttachment(id, { type: "subtitles-sent", subtitles: null }, x.now());
    return true;
  }
  if (subtitles === null || subtitles.id === sentSubtitles?.id) return false;
  const { languageCode } = subtitles;
  const typed = new Blob([subtitles.bytes], { type: subtitles.format });
  const track = {
    mediaId: await uploadSubtitles(x, typed, signal),
    languageCode,
    displayName: languageName(languageCode),
  };
  await attachSubtitles(x, video, track, signal);
  const sent = { id: subtitles.id, languageCode };
  await updateAttachment(id, { type: "subtitles-sent", subtitles: sent }, x.now());
  return true;
}
