import { type JobError, toJobError } from "../../lib/errors/job-error";
import { judgeFiles, type RefusedFile, unreadableFile } from "../../lib/popup/judge-files";
import { putLocalFile } from "../../lib/store/local-file-store";
import type { Send } from "../../lib/ui/use-commands";

/** What was not taken of added files: the refused ones, and why the storage took no more, if so. */
export interface AddingOutcome {
  readonly refused: readonly RefusedFile[];
  readonly error: JobError | null;
}

/**
 * Judges files, puts those that X would take into the store, and tells the worker, which uploads them.
 *
 * @param tellRefused hears of those that are not taken before the others are copied, which may take minutes
 */
export async function addFiles(
  files: readonly File[],
  send: Send,
  tellRefused: (refused: readonly RefusedFile[]) => void,
): Promise<AddingOutcome> {
  const { taken, refused: refusedAtOnce } = await judgeFiles(files);
  tellRefused(refusedAtOnce);
  const refused = [...refusedAtOnce];
  for (const { file, element } of taken) {
    const id = crypto.randomUUID();
    try {
      await putLocalFile(id, file, Date.now());
    } catch (thrown) {
      const error = toJobError(unreadableFile(thrown), "capture");
      if (error.code !== "own-file-unreadable") return { refused, error };
      // Deleted since it was judged: the others can still be had.
      refused.push({ name: file.name, error });
      continue;
    }
    await send({ type: "add-file", id, name: file.name, element });
  }
  return { refused, error: null };
}
