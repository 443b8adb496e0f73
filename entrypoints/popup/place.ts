/**
 * Where the composer is shown: in the toolbar's popup, in a tab, or beside the pages of a window, in
 * Chromium's side panel or Firefox's sidebar. A popup closes when it loses the focus, a file dialog
 * included; a tab has no page in front.
 */
export type Place = "popup" | "tab" | "side";
