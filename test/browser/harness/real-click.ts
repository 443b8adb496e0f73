import type { Locator, Page } from "playwright-core";
import { brightArea, isBehindScrim } from "./browser-scrim";
import { chooseLastButOne } from "./context-menu";
import { isSameArea, type ScreenImage } from "./screen-image";
import type { VirtualDisplay } from "./virtual-display";
import { visibleWindows } from "./visible-windows";
import { waitUntil } from "./wait-until";

/** How long a menu may take to open or to close before the press for it counts as lost. */
const MENU_TAKES_MS = 5_000;

/**
 * Right-clicks the element and chooses the extension's entry in the browser's own menu, as a person
 * does: the extension then holds `activeTab` and a user gesture. The extension must have exactly one
 * entry there; it stands above "Inspect", the last one.
 *
 * @param whileOpen called while the menu shows our entry as chosen, for a picture of it
 */
export async function chooseFromContextMenu(
  display: VirtualDisplay,
  page: Page,
  target: Locator,
  whileOpen?: () => Promise<void>,
): Promise<void> {
  await page.bringToFront();
  await target.scrollIntoViewIfNeeded();
  const before = await visibleWindows(display);
  const newWindow = async () =>
    (await visibleWindows(display)).find((window) => !before.includes(window));

  const covered = await display.readScreen();
  const open = async () => {
    await target.click({ button: "right" });
    return waitUntil("the context menu to open", newWindow, MENU_TAKES_MS);
  };
  // A page that has just come to the front may miss a click.
  const menu = await open().catch(open);
  await chooseLastButOne(display, menu, covered);
  await whileOpen?.();
  const close = async () => {
    await display.xdotool("key", "Return");
    await waitUntil(
      "the context menu to close",
      async () => !(await visibleWindows(display)).includes(menu),
      MENU_TAKES_MS,
    );
  };
  await close().catch(close);
}

/**
 * Chromium ignores the buttons of a fresh dialog for the length of a double click, 500 ms, so that
 * nobody consents by a click meant for the page. A dialog that is painted and has not changed for
 * longer than that takes keys.
 * Source: ui/views/input_event_activation_protector.cc
 */
const STILL_MS = 600;

/**
 * Waits for the browser's permission dialog and answers it; returns when the dialog is gone. The
 * dialog must have the keyboard focus, so nothing (no toolbar popup) may have opened over it.
 */
export async function answerPermissionPrompt(
  display: VirtualDisplay,
  answer: "allow" | "deny",
): Promise<void> {
  const isShown = async () => isBehindScrim(await display.readScreen());
  await waitUntil("the permission dialog to open", isShown);
  if (answer === "deny") {
    await display.xdotool("key", "Escape");
  } else {
    await waitForStillDialog(display);
    // "Deny" has the focus at first, and "Allow" is the next button.
    await display.xdotool("key", "Tab", "Return");
  }
  await waitUntil("the permission dialog to close", async () => !(await isShown()));
}

/** Waits until what lies over the veil has not changed for a while. */
async function waitForStillDialog(display: VirtualDisplay): Promise<void> {
  let last: ScreenImage | null = null;
  let changedAtMs = performance.now();
  await waitUntil("the permission dialog to be still", async () => {
    const screen = await display.readScreen();
    const area = brightArea(screen);
    if (area === null || last === null || !isSameArea(last, screen, area)) {
      changedAtMs = performance.now();
    }
    last = screen;
    return performance.now() - changedAtMs > STILL_MS;
  });
}
