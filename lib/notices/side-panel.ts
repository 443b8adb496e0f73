import { browser } from "wxt/browser";

/** The composer beside a window's pages: in Chromium's side panel, in Firefox's sidebar. */
export const SIDE_PANEL_PAGE = "/sidepanel.html";

/**
 * Firefox's own interface, which the types of the others do not know.
 * Source: https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/sidebarAction/open
 */
interface WithSidebar {
  readonly sidebarAction: { open(): Promise<void> };
  readonly extension: {
    getViews(filter: {
      readonly type: "sidebar";
      readonly windowId?: number | undefined;
    }): readonly unknown[];
  };
}

function hasSidebar(api: object): api is WithSidebar {
  return "sidebarAction" in api && api.sidebarAction !== undefined;
}

/** Whether this browser has a place beside its pages; a few that are built from Chromium have none. */
export function canOpenBeside(): boolean {
  return "sidebarAction" in browser || "sidePanel" in browser;
}

/**
 * Opens the composer beside the pages of a window, where it stays. Call it in the person's own click or
 * key, before anything is awaited: the browsers refuse it otherwise.
 *
 * @param windowId without one, the window of the page that calls; Firefox takes the one in front
 */
export async function openSidePanel(windowId?: number): Promise<void> {
  if (hasSidebar(browser)) return browser.sidebarAction.open();
  const id = windowId ?? (await browser.windows.getCurrent()).id;
  if (id !== undefined) await browser.sidePanel.open({ windowId: id });
}

/**
 * Whether the composer is open beside the pages of a window; without one, of that in use. Firefox answers at once, as it must: its older
 * versions open the popup in the same turn of the click only.
 */
export function isOpenBeside(windowId: number | undefined): boolean | Promise<boolean> {
  if (hasSidebar(browser)) {
    return browser.extension.getViews({ type: "sidebar", windowId }).length > 0;
  }
  return isOpenIn(windowId);
}

async function isOpenIn(windowId: number | undefined): Promise<boolean> {
  const windows = await windowsOfSidePanels();
  if (windows.size === 0) return false;
  const id = windowId ?? (await browser.windows.getLastFocused()).id;
  return id !== undefined && windows.has(id);
}

const LOCK = "beside-window-";

/**
 * Tells every context in which window this side panel stands, for as long as its page lives: Chromium does not
 * say it of a side panel (`runtime.getContexts` has -1 as its window), and a worker's memory ends with it.
 */
export async function claimWindow(): Promise<void> {
  const { id } = await browser.windows.getCurrent();
  await navigator.locks.request(`${LOCK}${id}`, { mode: "shared" }, () => new Promise(() => {}));
}

/** In which windows the composer is open beside the pages, by their ids. */
export async function windowsOfSidePanels(): Promise<ReadonlySet<number>> {
  const { held = [] } = await navigator.locks.query();
  const names = held.flatMap(({ name = "" }) => (name.startsWith(LOCK) ? [name] : []));
  return new Set(names.map((name) => Number(name.slice(LOCK.length))));
}
