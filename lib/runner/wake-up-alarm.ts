import { browser } from "wxt/browser";

const WATCHDOG = "resume-jobs";
const DUE = "job-due";

/** The least period that Chromium keeps. */
const WATCH_PERIOD_MINUTES = 0.5;

/**
 * Has the worker woken every half minute while jobs run, or no longer: with nothing under way no alarm
 * is left, be it one for a moment. Alarms outlive the worker; a start of the browser resumes jobs by itself.
 */
export function watch(on: boolean): void {
  if (on) void browser.alarms.create(WATCHDOG, { periodInMinutes: WATCH_PERIOD_MINUTES });
  else void browser.alarms.clearAll();
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
