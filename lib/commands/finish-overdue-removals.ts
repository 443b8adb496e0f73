import { listDrafts } from "../store/post-store";
import type { JobControl } from "../runner/job-control";

/** Ends every removal whose time is over: the popup that would have done it was closed. */
export async function finishOverdueRemovals(control: JobControl): Promise<void> {
  for (const { id, removal } of await listDrafts()) {
    if (removal === null || removal.untilMs > control.now()) continue;
    const { finishRemoval } = await import("./remove-attachment");
    await finishRemoval(id, control);
  }
}
