import { browser } from "wxt/browser";

const WATCHDOG = "resume-jobs";
const DUE = "job-due";

/** The least period that Chromium keeps. */
const WATCH_PERIOD_MINUTES = 0.5;

/**
 * Has the worker woken every half minute while jobs run, or no longer: with nothing under way no alarm
 * is left but that of the moment that the next scheduled post waits for. Alarms outlive the worker; a start
 * of the browser resumes jobs by itself.
 *
 * @param atMs epoch milliseconds
 */
export function watch(on: boolean, atMs?: number): void {
  if (on) void browser.alarms.create(WATCHDOG, { periodInMinutes: WATCH_PERIOD_MINUTES });
  else if (atMs === undefined) void browser.alarms.clearAll();
  else {
    // First: a worker that dies in between leaves one alarm too many rather than none.
    void browser.alarms.create(DUE, { when: atMs });
    void browser.alarms.clear(WATCHDOG);
  }
}

/** Has the worker woken at a moment (epoch milliseconds); an earlier one that is already set stays. */
export async function scheduleWakeUp(atMs: number): Promise<void> {
  const existing = await browser.alarms.get(DUE);
  if (
    existing !== undefined &&
    existing.scheduledTime > Date.now() &&
    existing.scheduledTime <= atMs
  ) {
    return;
  }
  await browser.alarms.create(DUE, { when: atMs });
}
