import type { FilmHiding } from "../media/film-hiding";
import type { JobControl } from "../runner/job-control";
import { requestHiding } from "../store/request-clip";
import { remakeMedia } from "./remake-media";

/**
 * Hides something else in a video or GIF of a draft than before; it is coded and uploaded anew. Does nothing where its
 * post is on its way, or where it is not stored whole.
 *
 * @param filmMs how long it is, as the page that shows it has measured
 */
export function hideInFilm(
  attachmentId: string,
  hidden: Omit<FilmHiding, "id">,
  filmMs: number,
  control: JobControl,
): Promise<void> {
  return remakeMedia(attachmentId, control, () =>
    requestHiding(attachmentId, { id: crypto.randomUUID(), ...hidden }, filmMs, control.now()),
  );
}
