import type { VirtualDisplay } from "./virtual-display";
import { waitUntil } from "./wait-until";

/** The ids of the windows that stand on a screen: of browsers, and of their menus, prompts and popups. */
export function visibleWindows(display: VirtualDisplay): Promise<string[]> {
  return searchWindows(display, "--maxdepth", "1", "--name", "^");
}

/**
 * Has xdotool search among the visible windows, and answers the lines that it prints.
 *
 * @param args what to search for, and what to do with what was found
 */
export function searchWindows(display: VirtualDisplay, ...args: string[]): Promise<string[]> {
  return waitUntil("xdotool to list the windows", async () => {
    try {
      return (await display.xdotool("search", "--onlyvisible", ...args)).split("\n");
    } catch {
      // xdotool fails when a window closes while it looks at it; the next list is without it.
      return undefined;
    }
  });
}
