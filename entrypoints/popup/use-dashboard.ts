import { READ_AGAIN_AFTER_MS } from "../../lib/ui/read-again";
import { useEffect, useState } from "preact/hooks";
import { type JobError, toJobError } from "../../lib/errors/job-error";
import { FRAME_MS, PacedReader } from "../../lib/popup/paced-reader";
import { watchChanges } from "../../lib/store/change-notice";
import { type Dashboard, readDashboard } from "../../lib/store/dashboard";

/** What the store holds, or why it cannot be read; null before the first reading. */
export type DashboardReading =
  | { readonly ok: true; readonly dashboard: Dashboard }
  | { readonly ok: false; readonly error: JobError };

/**
 * Reads the dashboard, and again after changes, however fast the worker writes. What could not be
 * read is tried again after a while.
 *
 * @param limit how many posts the activity list shows
 */
export function useDashboard(limit: number): DashboardReading | null {
  const [reading, setReading] = useState<DashboardReading | null>(null);

  useEffect(() => {
    let isOver = false;
    let nextTry = 0;
    const reader = new PacedReader(read, { now: () => performance.now(), after });

    async function read(): Promise<void> {
      clearTimeout(nextTry);
      const next = await readOnce(limit);
      if (isOver) return;
      setReading(next);
      if (!next.ok) nextTry = window.setTimeout(() => reader.noteChange(), READ_AGAIN_AFTER_MS);
    }

    // Watch before the first reading, so that no change falls between the two.
    const stopWatching = watchChanges((notice) => reader.noteChange(notice));
    reader.noteChange();
    return () => {
      isOver = true;
      reader.end();
      clearTimeout(nextTry);
      stopWatching();
    };
  }, [limit]);

  return reading;
}

/** What is due by the next frame comes with it. */
function after(waitMs: number, task: () => void): () => void {
  if (waitMs <= FRAME_MS) {
    const frame = requestAnimationFrame(task);
    return () => cancelAnimationFrame(frame);
  }
  const timer = window.setTimeout(task, waitMs);
  return () => clearTimeout(timer);
}

async function readOnce(limit: number): Promise<DashboardReading> {
  try {
    return { ok: true, dashboard: await readDashboard(limit) };
  } catch (thrown) {
    return { ok: false, error: toJobError(thrown, "post") };
  }
}
