import type { Attachment } from "../jobs/attachment";

/** Whether an attachment only lacks the permission for its site: nothing has gone wrong, the person decides. */
export function lacksSite(attachment: Attachment): boolean {
  if (attachment.state !== "failed") return false;
  const { code } = attachment.error;
  return code === "permission-unasked" || code === "permission-refused";
}
