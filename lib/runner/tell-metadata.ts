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
  /** X was told something, and that is stored. */
  | "told"
  /** Only a new upload can take back what X was told: the record says so, and has to be woken. */
  | { readonly restarted: string };

/**
 * Tells X what it does not know yet about the media of a post: the alt texts and warnings of all at once, and after
 * them subtitles, one at a time. Each is stored as soon as X has it, since alt texts are billed.
 *
 * @throws `JobFailure`, when the others are stored
 */
export async function tellMetadata(
  attachments: readonly ReadyAttachment[],
  options: PostOptions,
  x: XConnection,
  signal: AbortSignal,
): Promise<Telling> {
  const untold = attachments
    .map((attachment) => ({ ...attachment, wanted: mediaMetadataOf(attachment, options) }))
    .filter(({ wanted, sentMetadata }) => !isSameMetadata(wanted, sentMetadata));
  const withdrawn = untold.find(
    ({ wanted, sentMetadata }) => wanted.altText === "" && sentMetadata.altText !== "",
  );
  if (withdrawn !== undefined) {
    await updateAttachment(withdrawn.id, { type: "upload-restarted", by: "person" }, x.now());
    return { restarted: withdrawn.id };
  }
  const tellings = await Promise.allSettled(
    untold.map(async ({ id, mediaId, wanted, sentMetadata }) => {
      await setMediaMetadata(x, mediaId, wanted, sentMetadata, signal);
      await updateAttachment(id, { type: "metadata-sent", metadata: wanted }, x.now());
    }),
  );
  for (const telling of tellings) if (telling.status === "rejected") throw telling.reason;
  if (tellings.length > 0) return "told";
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
