import type { JobControl } from "../runner/job-control";
import { getAttachment } from "../store/attachment-store";
import { deleteBytes } from "../store/byte-store";

/**
 * Has an attachment rest that may still be brought back: its request is aborted, and its bytes stay. Only
 * what has come of an unfinished download is freed; it would begin anew.
 */
export async function restAttachment(id: string, { runner }: JobControl): Promise<void> {
  await runner.interruptAttachment(id);
  if ((await getAttachment(id))?.state === "capturing") await deleteBytes(id);
}
