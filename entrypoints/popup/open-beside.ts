import { openSidePanel } from "../../lib/notices/side-panel";

/**
 * Shows the same composer beside the pages of this window, and closes the popup. Call it in the click
 * itself: Firefox takes nothing later.
 */
export async function openBeside(): Promise<void> {
  await openSidePanel();
  window.close();
}
