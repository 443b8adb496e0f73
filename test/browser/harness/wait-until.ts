import { setTimeout as delay } from "node:timers/promises";

const POLL_INTERVAL_MS = 25;

/**
 * Asks again and again until `read` answers something other than undefined or false, and returns it.
 * Throws "Waited … for <what>" after `timeoutMs`, 15 seconds unless told.
 */
export async function waitUntil<T>(
  what: string,
  read: () => T | undefined | false | Promise<T | undefined | false>,
  timeoutMs = 15_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (value !== undefined && value !== false) {
      return value;
    }
    if (performance.now() > deadline) {
      throw new Error(`Waited ${timeoutMs} ms in vain for ${what}.`);
    }
    await delay(POLL_INTERVAL_MS);
  }
}
