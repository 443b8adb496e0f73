import { toJobError } from "../errors/job-error";
import type { WorkerReport } from "./worker-messages";

/** How often the worker says that it is alive. */
export const ALIVE_EVERY_MS = 1_000;

/**
 * Carries out one order in the worker, and says each second that the worker's event loop still turns.
 * Whoever hears nothing ends the worker: a loop without end says nothing. Never rejects.
 *
 * @param carryOut calls `onWork` whenever something was read, written or reported
 */
export async function serveOrder<Value>(
  carryOut: (onWork: () => void) => Promise<Value>,
  post: (report: WorkerReport<Value>) => void,
): Promise<void> {
  let work = 0;
  const say = () => post({ type: "alive", work });
  say();
  const timer = setInterval(say, ALIVE_EVERY_MS);
  const report = await carryOut(() => {
    work += 1;
  }).then(
    (value): WorkerReport<Value> => ({ type: "done", value }),
    (failure: unknown): WorkerReport<Value> => ({
      type: "failed",
      error: toJobError(failure, "conversion"),
    }),
  );
  clearInterval(timer);
  post(report);
}
