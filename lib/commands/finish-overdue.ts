import type { JobControl } from "../runner/job-control";
import { listDeletedPosts, listDrafts } from "../store/post-store";
import { finishDeletions } from "./delete-post";
import { finishRemovals } from "./remove-attachment";

/**
 * Frees whatever was deleted and can no longer be brought back: the page that would have asked for it
 * may have been closed. Call at each start of the worker, too.
 */
export async function finishOverdue(control: JobControl): Promise<void> {
  const nowMs = control.now();
  for (const { id, removal } of await listDrafts()) {
    if (removal === null) continue;
    await finishRemovals(id, control, nowMs);
  }
  if ((await listDeletedPosts()).length === 0) return;
  await finishDeletions(control);
}
