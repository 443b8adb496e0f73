import { useEffect, useState } from "preact/hooks";
import { type JobError, toJobError } from "../../lib/errors/job-error";
import { watchChanges } from "../../lib/store/change-notice";
import { type Dashboard, readDashboard } from "../../lib/store/dashboard";

/** What the store holds, or why it cannot be read; null before the first reading. */
export type DashboardReading =
  | { readonly ok: true; readonly dashboard: Dashboard }
  | { readonly ok: false; readonly error: JobError };

/**
 * Reads the dashboard, and again after changes: at most once a frame and one reading at a time,
 * however fast the worker writes.
 *
 * @param limit how many posts the activity list shows
 */
export function useDashboard(limit: number): DashboardReading | null {
  const [reading, setReading] = useState<DashboardReading | null>(null);

  useEffect(() => {
    let isReading = false;
    let isStale = false;
    let frame = 0;
    let isOver = false;

    async function read(): Promise<void> {
      if (isReading) {
        isStale = true;
        return;
      }
      isReading = true;
      isStale = false;
      const next = await readOnce(limit);
      isReading = false;
      if (isOver) return;
      setReading(next);
      if (isStale) schedule();
    }

    function schedule(): void {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => void read());
    }

    // Watch before the first reading, so that no change falls between the two.
    const stopWatching = watchChanges(schedule);
    void read();
    return () => {
      isOver = true;
      cancelAnimationFrame(frame);
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
