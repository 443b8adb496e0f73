import { jobError, type JobError, toJobError } from "../../lib/errors/job-error";
import { planFiles } from "../../lib/popup/plan-files";
import type { Job } from "../../lib/jobs/job";
import { putLocalFile } from "../../lib/store/local-file-store";
import type { Send } from "../../lib/ui/use-commands";

/**
 * Puts files into the store and tells the worker, which judges their bytes and uploads them.
 *
 * @returns why some were not taken; null when all were
 */
export async function addFiles(
  draft: Job | null,
  files: readonly File[],
  send: Send,
): Promise<JobError | null> {
  const { taken, refusal } = planFiles(draft, files);
  try {
    for (const { file, element } of taken) {
      const id = crypto.randomUUID();
      await putLocalFile(id, file, Date.now());
      await send({ type: "add-file", id, name: file.name, element });
    }
  } catch (thrown) {
    return toJobError(thrown, "capture");
  }
  return refusal === null ? null : jobError(refusal, "capture");
}
