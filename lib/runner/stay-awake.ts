import { browser } from "wxt/browser";

/**
 * Chromium ends a worker 30 s after the last extension event or API call, requests under way
 * included; a call every 20 s keeps it. Measured; see `docs/browser-facts.md`.
 */
const CALL_EVERY_MS = 20_000;

let holders = 0;
let timer: ReturnType<typeof setInterval> | null = null;

/** Keeps the worker alive until the returned function is called; may be held several times at once. */
export function stayAwake(): () => void {
  holders += 1;
  timer ??= setInterval(() => void browser.runtime.getPlatformInfo(), CALL_EVERY_MS);
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    holders -= 1;
    if (holders === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
}
