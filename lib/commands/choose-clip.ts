import type { ClipSpan } from "../media/clip-span";
import type { JobControl } from "../runner/job-control";
import { requestClip } from "../store/request-clip";
import { remakeMedia } from "./remake-media";

/**
 * Posts a part of a video of a draft, or all of it, which is uploaded anew. Does nothing where its post is on its
 * way, or where no video is stored whole.
 *
 * @param span null: all of it
 * @param filmMs how long the video is, as the page that shows it has measured
 */
export function chooseClip(
  attachmentId: string,
  span: ClipSpan | null,
  filmMs: number,
  control: JobControl,
): Promise<void> {
  return remakeMedia(attachmentId, control, () =>
    requestClip(attachmentId, span, filmMs, control.now()),
  );
}
