import { browser } from "wxt/browser";
import { SeenLists } from "./seen-lists";

/** As long as the worker lives. */
const seenLists = new SeenLists();

/**
 * Notes which playlists pages ask for, on sites that the person has allowed: of no other does the browser tell. Only
 * addresses that are named like a playlist wake the worker; nothing is changed, held up or stored.
 */
export function watchLists(): void {
  browser.webRequest.onBeforeRequest.addListener(
    ({ tabId, frameId, url, timeStamp }) => {
      if (tabId !== browser.tabs.TAB_ID_NONE)
        seenLists.note(tabId, { url, frameId, atMs: timeStamp });
      return undefined;
    },
    { urls: ["*://*/*.m3u8*", "*://*/*.mpd*"], types: ["xmlhttprequest", "media", "other"] },
  );
}

/** What a tab has asked for since the worker woke, the latest first. */
export const listSeen: SeenLists["of"] = (tabId) => seenLists.of(tabId);
