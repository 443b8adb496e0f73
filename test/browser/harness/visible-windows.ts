import type { VirtualDisplay } from "./virtual-display";
import { waitUntil } from "./wait-until";

/** The ids of the windows that stand on a screen: of browsers, and of their menus, prompts and popups. */
export function visibleWindows(display: VirtualDisplay): Promise<string[]> {
  return waitUntil("xdotool to list the windows", async () => {
    try {
      const ids = await display.xdotool(
        "search",
        "--onlyvisible",
        "--maxdepth",
        "1",
        "--name",
        "^",
      );
      return ids.split("\n");
    } catch {
      // xdotool fails when a window closes while it looks at it; the next list is without it.
      return undefined;
    }
  });
}
