import { browser } from "wxt/browser";
import type { CaptureEffects } from "../capture-effects";
import { askFrame } from "../ask-frame";
import type { PagePlace } from "../page/page-messages";
import { pageTarget } from "./ask-page";

/**
 * Cuts an element out of the picture of its tab, as a PNG in pixels of the screen. The click that chose our menu
 * entry lets the browser take that picture, as long as the page is not left and its tab is the one in front.
 */
export const cutFromTab: CaptureEffects["cutFromTab"] = async (source) => {
  try {
    const tab = await browser.tabs.get(source.tabId);
    if (!tab.active) return null;
    const place = await askFrame(source, { type: "place", target: pageTarget(source) });
    if (place === null) return null;
    const picture = await browser.tabs.captureVisibleTab(tab.windowId, { format: "png" });
    // Another tab may have come to the front, or the page may have moved, while it was asked.
    const [after, still] = await Promise.all([
      browser.tabs.get(source.tabId),
      askFrame(source, { type: "place", target: pageTarget(source) }),
    ]);
    const isSameTab = after.active && after.windowId === tab.windowId && after.url === tab.url;
    if (!isSameTab || still === null || !isSamePlace(place, still)) return null;
    const whole = await createImageBitmap(await (await fetch(picture)).blob());
    // The zoom of the page and the density of the screen in one.
    const scale = whole.width / place.windowWidth;
    const [left, top] = [Math.ceil(place.left * scale), Math.ceil(place.top * scale)];
    const widthPx = Math.floor((place.left + place.width) * scale) - left;
    const heightPx = Math.floor((place.top + place.height) * scale) - top;
    const canvas = new OffscreenCanvas(Math.max(1, widthPx), Math.max(1, heightPx));
    canvas.getContext("2d")?.drawImage(whole, -left, -top);
    whole.close();
    return await canvas.convertToBlob({ type: "image/png" });
  } catch (failure) {
    // The browser refuses, without a code: the tab is closed, the page was left, or the click is too long ago.
    if (!(failure instanceof Error || failure instanceof DOMException)) throw failure;
    return null;
  }
};

function isSamePlace(a: PagePlace, b: PagePlace): boolean {
  return (
    a.left === b.left &&
    a.top === b.top &&
    a.width === b.width &&
    a.height === b.height &&
    a.windowWidth === b.windowWidth
  );
}
