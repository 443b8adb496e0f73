import type { PictureEdit } from "../edit/picture-edit";
import type { JobControl } from "../runner/job-control";
import { requestEdit } from "../store/request-edit";
import { remakeMedia } from "./remake-media";

/**
 * Makes another picture of a picture of a draft: drawn from what was captured, and uploaded anew. Does
 * nothing where its post is on its way, or where it is no picture that can be edited.
 */
export function editPicture(
  attachmentId: string,
  edit: PictureEdit,
  control: JobControl,
): Promise<void> {
  return remakeMedia(attachmentId, control, () =>
    requestEdit(attachmentId, edit, crypto.randomUUID(), control.now()),
  );
}
