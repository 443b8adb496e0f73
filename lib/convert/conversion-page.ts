import { browser } from "wxt/browser";

const PAGE = "/offscreen.html";

let opening: Promise<"opened" | "open"> | null = null;

/**
 * Opens the hidden page that converts, unless it is open: an offscreen document in Chromium; where
 * there are none (Firefox) a frame in the background page, which is a window there.
 *
 * @returns whether it was open already
 */
export function openConversionPage(): Promise<"opened" | "open"> {
  opening ??= open().finally(() => {
    opening = null;
  });
  return opening;
}

async function open(): Promise<"opened" | "open"> {
  if (hasOffscreen()) {
    if (await browser.offscreen.hasDocument()) return "open";
    await browser.offscreen.createDocument({
      url: PAGE,
      reasons: ["BLOBS", "DOM_PARSER"],
      justification: "Decodes and encodes images and videos, which a service worker cannot.",
    });
    return "opened";
  }
  if (document.querySelector("iframe") !== null) return "open";
  const frame = document.createElement("iframe");
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
  frame.src = browser.runtime.getURL(PAGE);
  document.body.append(frame);
  await loaded;
  return "opened";
}

/** Ends the page with all that it does. */
export async function closeConversionPage(): Promise<void> {
  if (!hasOffscreen()) document.querySelector("iframe")?.remove();
  else if (await browser.offscreen.hasDocument()) await browser.offscreen.closeDocument();
}

function hasOffscreen(): boolean {
  return "offscreen" in browser && browser.offscreen !== undefined;
}
