import { bringPopupBack } from "../notices/bring-popup-back";
import type { JobControl } from "../runner/job-control";
import { listFailedAttachments } from "../store/attachment-store";
import { listSiteRequests } from "../store/site-request-store";
import { retryAttachment } from "./draft-commands";

/** The person has refused a site that the popup asked for: what waits for it says so, and the popup comes back. */
export async function noteRefusal(jobs: JobControl): Promise<void> {
  const asked = await listSiteRequests(jobs.now());
  for (const { id, error } of await listFailedAttachments()) {
    if (error.code === "permission-unasked" && asked.has(id)) await retryAttachment(id, jobs);
  }
  await bringPopupBack(jobs.now());
}
