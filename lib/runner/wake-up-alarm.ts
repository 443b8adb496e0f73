import { browser } from "wxt/browser";

const WATCHDOG = "resume-jobs";
const DUE = "job-due";

/** The least period that Chromium keeps. */
const WATCH_PERIOD_MINUTES = 0.5;

/**
 * Browsers count the time to an alarm while the computer is awake, and not by its clock: after a sleep, or with a clock
 * that was set forward, it rings late by as much. So the clock is looked at in between, this often; three looks are less
 * than what a scheduled post may be late.
 */
const LOOK_PERIOD_MINUTES = 5;

/**
 * Has the worker woken every half minute while jobs run, or no longer: with nothing under way no alarm
 * is left but that of the moment that the next scheduled post waits for, which rings every five minutes until then.
 * Alarms outlive the worker; a start of the browser resumes jobs by itself.
 *
 * @param atMs epoch milliseconds
 */
export function watch(on: boolean, atMs?: number): void {
  if (on) void browser.alarms.create(WATCHDOG, { periodInMinutes: WATCH_PERIOD_MINUTES });
  else if (atMs === undefined) void browser.alarms.clearAll();
  else {
    // First: a worker that dies in between leaves one alarm too many rather than none.
    void setDue(atMs);
    void browser.alarms.clear(WATCHDOG);
  }
}

/**
 * Has the worker woken at a moment (epoch milliseconds), and every five minutes until then; an earlier alarm that
 * is already set stays.
 */
export async function scheduleWakeUp(atMs: number): Promise<void> {
  const existing = await browser.alarms.get(DUE);
  if (
    existing !== undefined &&
    existing.scheduledTime > Date.now() &&
    existing.scheduledTime <= nextLookMs(atMs)
  ) {
    return;
  }
  await setDue(atMs);
}

function setDue(atMs: number): Promise<void> {
  return browser.alarms.create(DUE, {
    when: nextLookMs(atMs),
    periodInMinutes: LOOK_PERIOD_MINUTES,
  });
}

function nextLookMs(atMs: number): number {
  return Math.min(atMs, Date.now() + LOOK_PERIOD_MINUTES * 60_000);
}
