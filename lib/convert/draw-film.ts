import { VideoSampleSink } from "mediabunny";
import { undrawnFilmOf } from "../jobs/film-thumbnail";
import { drawSmall } from "../media/draw-small";
import type { MediaBytes } from "../media/media-bytes";
import type { MediaInfo } from "../media/media-info";
import { getAttachment } from "../store/attachment-store";
import { postedIdOf } from "../store/byte-store";
import { openStoredBytes } from "../store/read-bytes";
import { updateAttachment } from "../store/update-attachment";
import { openVideo } from "./open-video";
import { watchReads } from "./watch-work";

/**
 * Draws the first frame of the film that X has of an attachment, small, and stores it as the attachment's thumbnail.
 * Does nothing where there is one, where this browser has no decoder for the film, or where its bytes are gone.
 *
 * @param onWork called whenever something was read
 * @throws what a decoder or the store throws; nothing is stored then
 */
export async function drawFilm(attachmentId: string, onWork: () => void): Promise<void> {
  const attachment = await getAttachment(attachmentId);
  const film = attachment && undrawnFilmOf(attachment);
  if (attachment === undefined || film === null || film === undefined) return;
  const { media, mediaId } = film;
  // What X gets: in the film that it was cut of there may be what the person has hidden.
  const source = await openStoredBytes(postedIdOf(attachment));
  const drawn = source && (await drawFirstFrame(watchReads(source, onWork), media));
  if (drawn === null) return;
  const thumbnail = new Uint8Array(await drawn.arrayBuffer());
  await updateAttachment(attachmentId, { type: "thumbnail-drawn", thumbnail, mediaId }, Date.now());
}

async function drawFirstFrame(
  source: MediaBytes,
  { mediaType }: Pick<MediaInfo, "mediaType">,
): Promise<Blob | null> {
  const { input, picture } = await openVideo({ source, type: mediaType });
  try {
    if (!(await picture.canDecode())) return null;
    // What lies before 0 is not shown.
    const startSecs = Math.max(0, await picture.getFirstTimestamp());
    const frame = await new VideoSampleSink(picture).getSample(startSecs);
    if (frame === null) return null;
    try {
      return await drawSmall(frame.displayWidth, frame.displayHeight, (context, width, height) =>
        frame.draw(context, 0, 0, width, height),
      );
    } finally {
      frame.close();
    }
  } finally {
    input.dispose();
  }
}
