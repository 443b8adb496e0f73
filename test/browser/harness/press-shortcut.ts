import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";
import type { VirtualDisplay } from "./virtual-display";
import { searchWindows } from "./visible-windows";

/** How long a shortcut may take to show its effect before it counts as lost. */
const KEY_TAKES_MS = 4_000;
const MAX_PRESSES = 3;

/**
 * Presses a shortcut of the browser over a page and returns when its effect is there. When a window
 * closes there is no window manager to give the keyboard to another one, and a key can go nowhere: so
 * a key without effect is pressed again, in the browser's window.
 *
 * @param effect resolves when it is there, and may wait as long as it likes
 */
export async function pressShortcut(
  display: VirtualDisplay,
  page: Page,
  keys: string,
  effect: () => Promise<unknown>,
): Promise<void> {
  const isThere = effect().then(() => true);
  for (let press = 0; press < MAX_PRESSES; press += 1) {
    await page.bringToFront();
    if (press > 0) await focusBrowser(display);
    await display.xdotool("key", keys);
    if (await Promise.race([isThere, delay(KEY_TAKES_MS, false)])) return;
  }
  throw new Error(`${keys} had no effect, though it was pressed ${MAX_PRESSES} times.`);
}

async function focusBrowser(display: VirtualDisplay): Promise<void> {
  await searchWindows(display, "--name", "Chromium", "windowfocus");
}
