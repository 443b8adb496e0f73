import { useEffect, useState } from "preact/hooks";
import { browser } from "wxt/browser";
import type { PageMedia } from "../../../lib/capture/grid/rank-media";
import { thumbnailAddress } from "../../../lib/capture/grid/thumbnail-address";
import { originPattern } from "../../../lib/capture/site/site-patterns";

/**
 * The address of the small picture of something in a page's list; empty where there is none, or not yet. At a site
 * that the extension may read there is none but what the page has drawn: the browser would send the person's
 * cookies along, `crossorigin="anonymous"` or not, since with a permission each such site counts as our own.
 */
export function useThumbnail(media: PageMedia): string {
  const address = thumbnailAddress(media);
  const isInline = address.startsWith("data:");
  const [plainAddress, setPlainAddress] = useState("");
  useEffect(() => {
    let isOver = false;
    const origin = address === "" || isInline ? null : originPattern(new URL(address));
    if (origin !== null) {
      void browser.permissions.contains({ origins: [origin] }).then((mayRead) => {
        if (!isOver && !mayRead) setPlainAddress(address);
      });
    }
    return () => {
      isOver = true;
    };
  }, [address, isInline]);
  return isInline || plainAddress === address ? address : "";
}
