import type { Attachment } from "../jobs/attachment";

/** Whether an attachment only lacks the permission for its site: nothing has gone wrong, the person decides. */
export function lacksSite(attachment: Attachment): boolean {
  return attachment.state === "failed" && attachment.error.code === "permission-refused";
}
