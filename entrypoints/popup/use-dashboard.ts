import { useEffect, useState } from "preact/hooks";
import { type JobError, toJobError } from "../../lib/errors/job-error";
import { watchChanges } from "../../lib/store/change-notice";
import { type Dashboard, readDashboard } from "../../lib/store/dashboard";

/** What the store holds, or why it cannot be read; null before the first reading. */
export type DashboardReading =
  | { readonly ok: true; readonly dashboard: Dashboard }
  | { readonly ok: false; readonly error: JobError };

/** A storage that cannot be read tells nobody when it can be read again. */
export const READ_AGAIN_AFTER_MS = 2_000;

const FRAME_MS = 16;

/**
 * Reads the dashboard, and again after changes: at most once a frame and one reading at a time,
 * however fast the worker writes. What could not be read is tried again after a while.
 *
 * @param limit how many posts the activity list shows
 */
export function useDashboard(limit: number): DashboardReading | null {
  const [reading, setReading] = useState<DashboardReading | null>(null);

  useEffect(() => {
    let isReading = false;
    let isStale = false;
    let readAtMs = 0;
    let frame = 0;
    let nextTry = 0;
    let isOver = false;

    async function read(): Promise<void> {
      if (isReading) {
        isStale = true;
        return;
      }
      isReading = true;
      isStale = false;
      readAtMs = performance.now();
      const next = await readOnce(limit);
      isReading = false;
      if (isOver) return;
      setReading(next);
      if (isStale) schedule();
      else if (!next.ok) nextTry = window.setTimeout(schedule, READ_AGAIN_AFTER_MS);
    }

    function schedule(): void {
      clearTimeout(nextTry);
      cancelAnimationFrame(frame);
      // After a while of quiet at once: what has changed is then shown by the next frame.
      if (performance.now() - readAtMs > FRAME_MS) void read();
      else frame = requestAnimationFrame(() => void read());
    }

    // Watch before the first reading, so that no change falls between the two.
    const stopWatching = watchChanges(schedule);
    void read();
    return () => {
      isOver = true;
      cancelAnimationFrame(frame);
      clearTimeout(nextTry);
      stopWatching();
    };
  }, [limit]);

  return reading;
}

async function readOnce(limit: number): Promise<DashboardReading> {
  try {
    return { ok: true, dashboard: await readDashboard(limit) };
  } catch (thrown) {
    return { ok: false, error: toJobError(thrown, "post") };
  }
}
