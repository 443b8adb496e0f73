import type { MediaInfo } from "../media/media-info";
import type { Attachment } from "./attachment";
import type { AttachmentEvent } from "./attachment-event";

/**
 * So often a film's thumbnail is begun. The first try may end with the context that made it, for a reason of its own;
 * a film whose decoder takes that context along twice is left alone.
 */
const MAX_TRIES = 2;

/** A film that X has, and of which the activity list has no picture. */
export interface UndrawnFilm {
  readonly media: MediaInfo;
  /** X's id of the upload: another one is another film. */
  readonly mediaId: string;
}

/**
 * The film of which a thumbnail is missing, from the moment on at which X has all of it; null where none is. Not
 * earlier: until then the link and the machine are needed for what the person waits for.
 */
export function undrawnFilmOf(attachment: Attachment): UndrawnFilm | null {
  if (attachment.state !== "processing" && attachment.state !== "ready") return null;
  const { media, thumbnail } = attachment;
  if (thumbnail !== null || media.category !== "tweet_video") return null;
  const { mediaId } = attachment.state === "ready" ? attachment : attachment.session;
  return { media, mediaId };
}

/** The same where the film may still be tried. */
export function filmToDraw(attachment: Attachment): UndrawnFilm | null {
  return (attachment.thumbnailTries ?? 0) < MAX_TRIES ? undrawnFilmOf(attachment) : null;
}

/** Counts a try, before it is made; null where there is nothing to try. */
export function toThumbnailBegun(attachment: Attachment): Attachment | null {
  if (filmToDraw(attachment) === null) return null;
  return { ...attachment, thumbnailTries: (attachment.thumbnailTries ?? 0) + 1 };
}

/** With a picture; null where it shows another film than the one that X has by now, or there is one already. */
export function toThumbnailDrawn(
  attachment: Attachment,
  { thumbnail, mediaId }: Extract<AttachmentEvent, { type: "thumbnail-drawn" }>,
): Attachment | null {
  if (attachment.state === "cancelled") return null;
  if (mediaId !== undefined && undrawnFilmOf(attachment)?.mediaId !== mediaId) return null;
  return { ...attachment, thumbnail };
}
