import { toJobError } from "../errors/job-error";
import type { ConversionAnswer } from "../messages";
import type { MediaInfo } from "../media/media-info";
import type { WorkerOrder, WorkerReport } from "./worker-messages";

/** How often the worker says that it is alive. */
export const ALIVE_EVERY_MS = 1_000;

/**
 * Carries out one order in the worker, and says each second that the worker's event loop still turns.
 * Whoever hears nothing ends the worker: a loop without end says nothing. Never rejects.
 */
export async function serveConversion(
  { attachmentId }: WorkerOrder,
  convert: (attachmentId: string, onWork: () => void) => Promise<MediaInfo>,
  post: (report: WorkerReport) => void,
): Promise<void> {
  let work = 0;
  const say = () => post({ type: "alive", work });
  say();
  const timer = setInterval(say, ALIVE_EVERY_MS);
  const answer = await convert(attachmentId, () => {
    work += 1;
  }).then(
    (media): ConversionAnswer => ({ ok: true, media }),
    (failure: unknown): ConversionAnswer => ({
      ok: false,
      error: toJobError(failure, "conversion"),
    }),
  );
  clearInterval(timer);
  post({ type: "answer", answer });
}
